package dev.freshet.bench.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What no server can do with less: one thread that writes each event, encoded once, to each socket
 * of its channel with one call. It does no more of HTTP than the load generator asks for.
 */
public final class SocketLoop {
  private static final int BACKLOG = 4096;

  private static final String STREAM_HEAD =
      String.join(
          "\r\n",
          "HTTP/1.1 200 OK",
          "Content-Type: text/event-stream",
          "Transfer-Encoding: chunked",
          "",
          "");

  private final Selector selector;
  private final ServerSocketChannel acceptor;
  private final Map<String, List<Client>> channels = new HashMap<>();
  private long events;

  private SocketLoop(int port) throws IOException {
    selector = Selector.open();
    acceptor = ServerSocketChannel.open();
    acceptor.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    acceptor.configureBlocking(false);
    acceptor.register(selector, SelectionKey.OP_ACCEPT);
  }

  public static void main(String[] args) throws IOException {
    new SocketLoop(Integer.parseInt(args[0])).run();
  }

  private void run() throws IOException {
    while (true) {
      int unused = selector.select(this::handle);
    }
  }

  private void handle(SelectionKey key) {
    if (key.isAcceptable()) {
      accept();
      return;
    }
    Client client = (Client) key.attachment();
    try {
      if (key.isWritable()) {
        client.goOn();
      }
      if (key.isReadable()) {
        client.read(this::answer);
      }
    } catch (IOException e) {
      leave(client);
    }
  }

  private void accept() {
    try {
      for (SocketChannel c = acceptor.accept(); c != null; c = acceptor.accept()) {
        c.configureBlocking(false);
        c.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = c.register(selector, SelectionKey.OP_READ);
        key.attach(new Client(c, key));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void answer(Client client, Request request) throws IOException {
    if (request.isPublish()) {
      client.write(
          ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII)));
      publish(request);
    } else {
      client.channel = request.channel();
      channels.computeIfAbsent(request.channel(), name -> new ArrayList<>()).add(client);
      client.write(ByteBuffer.wrap(STREAM_HEAD.getBytes(US_ASCII)));
    }
  }

  private void publish(Request request) {
    byte[] event = ("id: " + ++events + "\ndata: " + request.body() + "\n\n").getBytes(US_ASCII);
    byte[] size = (Integer.toHexString(event.length) + "\r\n").getBytes(US_ASCII);
    ByteBuffer chunk = ByteBuffer.allocateDirect(size.length + event.length + 2);
    chunk.put(size).put(event).put((byte) '\r').put((byte) '\n').flip();
    for (Client client : List.copyOf(channels.getOrDefault(request.channel(), List.of()))) {
      try {
        client.write(chunk.duplicate());
      } catch (IOException e) {
        leave(client);
      }
    }
  }

  private void leave(Client client) {
    client.close();
    channels.getOrDefault(client.channel, new ArrayList<>()).remove(client);
  }
}
