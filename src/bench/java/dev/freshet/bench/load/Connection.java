package dev.freshet.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/**
 * A blocking keep-alive connection, for one request at a time. It is opened anew when the server
 * has ended it between two requests, as servers do after a number of them, or after a while. One
 * thread at a time.
 */
final class Connection implements AutoCloseable {
  private static final int MOST_ANSWER_BYTES = 64 * 1024;

  private final int port;
  private final ByteBuffer answer = ByteBuffer.allocate(MOST_ANSWER_BYTES);
  private SocketChannel channel;

  Connection(int port) throws IOException {
    this.port = port;
    this.channel = open(port);
  }

  private static SocketChannel open(int port) throws IOException {
    SocketChannel opened =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return opened;
  }

  /** Sends a request, and gives the status of the answer once all of that is read. */
  int ask(byte[] head, byte[] data) throws IOException {
    String text = exchange(head, data);
    if (text.isEmpty()) {
      reopen();
      text = exchange(head, data);
    }
    if (text.isEmpty()) {
      throw new IOException("The server closed a publisher's connection.");
    }
    if (head(text).contains("connection: close")) {
      reopen();
    }
    return Integer.parseInt(text, text.indexOf(' ') + 1, text.indexOf(' ') + 4, 10);
  }

  private void reopen() throws IOException {
    close();
    channel = open(port);
  }

  /** The answer, or nothing if the connection was at its end. */
  private String exchange(byte[] head, byte[] data) throws IOException {
    ByteBuffer[] request = {ByteBuffer.wrap(head), ByteBuffer.wrap(data)};
    while (request[1].hasRemaining()) {
      long unused = channel.write(request);
    }
    answer.clear();
    while (channel.read(answer) >= 0) {
      String text = new String(answer.array(), 0, answer.position(), ISO_8859_1);
      if (isWhole(text)) {
        return text;
      }
    }
    if (answer.position() > 0) {
      throw new IOException("The server broke off an answer to a publisher.");
    }
    return "";
  }

  /** The head in lower case; all of the text if it has no end. */
  private static String head(String text) {
    int end = text.indexOf("\r\n\r\n");
    return (end < 0 ? text : text.substring(0, end + 2)).toLowerCase(Locale.ROOT);
  }

  private static boolean isWhole(String text) {
    String head = head(text);
    int bodyLength = text.length() - head.length() - 2;
    if (bodyLength < 0) {
      return false;
    }
    if (head.contains("transfer-encoding: chunked")) {
      return text.endsWith("0\r\n\r\n");
    }
    int at = head.indexOf("content-length:");
    return at < 0
        || bodyLength >= Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
  }

  @Override
  public void close() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }
}
