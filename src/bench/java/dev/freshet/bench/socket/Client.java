package dev.freshet.bench.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** A connection: a stream, or a publisher's. Owned by the loop's thread. */
final class Client {
  private static final int READ_BYTES = 64 * 1024;
  private static final ByteBuffer READ = ByteBuffer.allocate(READ_BYTES);

  /** Of which channel it is a stream. */
  String channel = "";

  private final SocketChannel socket;
  private final SelectionKey key;

  /** What did not fit into the socket's buffer. */
  private final Deque<ByteBuffer> waiting = new ArrayDeque<>(0);

  /** The beginning of a request whose end has not come. */
  private String begun = "";

  Client(SocketChannel socket, SelectionKey key) {
    this.socket = socket;
    this.key = key;
  }

  /** Told of requests. */
  interface Listener {
    void asked(Client client, Request request) throws IOException;
  }

  void read(Listener listener) throws IOException {
    READ.clear();
    int n = socket.read(READ);
    if (n < 0) {
      throw new IOException("gone");
    }
    begun += new String(READ.array(), 0, n, ISO_8859_1);
    for (int end = Request.end(begun); end >= 0; end = Request.end(begun)) {
      String text = begun.substring(0, end);
      begun = begun.substring(end);
      listener.asked(this, Request.of(text));
    }
  }

  void write(ByteBuffer bytes) throws IOException {
    if (waiting.isEmpty()) {
      int unused = socket.write(bytes);
    }
    if (bytes.hasRemaining()) {
      waiting.add(bytes);
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  /** The socket takes more again. */
  void goOn() throws IOException {
    for (ByteBuffer first = waiting.peek(); first != null; first = waiting.peek()) {
      int unused = socket.write(first);
      if (first.hasRemaining()) {
        return;
      }
      waiting.remove();
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  void close() {
    key.cancel();
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
