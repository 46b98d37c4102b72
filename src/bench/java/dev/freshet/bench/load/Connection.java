package dev.freshet.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** A blocking keep-alive connection, for one request at a time. One thread at a time. */
final class Connection implements AutoCloseable {
  private static final int MOST_ANSWER_BYTES = 64 * 1024;

  private final SocketChannel channel;
  private final ByteBuffer answer = ByteBuffer.allocate(MOST_ANSWER_BYTES);

  Connection(int port) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /** Sends a request, and gives the status of the answer once all of that is read. */
  int ask(byte[] head, byte[] data) throws IOException {
    ByteBuffer[] request = {ByteBuffer.wrap(head), ByteBuffer.wrap(data)};
    while (request[1].hasRemaining()) {
      long unused = channel.write(request);
    }
    answer.clear();
    while (true) {
      if (channel.read(answer) < 0) {
        throw new IOException("The server closed a publisher's connection.");
      }
      String text = new String(answer.array(), 0, answer.position(), ISO_8859_1);
      if (isWhole(text)) {
        return Integer.parseInt(text, text.indexOf(' ') + 1, text.indexOf(' ') + 4, 10);
      }
    }
  }

  private static boolean isWhole(String text) {
    int headEnd = text.indexOf("\r\n\r\n");
    if (headEnd < 0) {
      return false;
    }
    String head = text.substring(0, headEnd).toLowerCase(Locale.ROOT);
    int bodyLength = text.length() - headEnd - 4;
    if (head.contains("transfer-encoding: chunked")) {
      return text.endsWith("0\r\n\r\n");
    }
    int at = head.indexOf("content-length:");
    if (at < 0) {
      return true;
    }
    int end = head.indexOf('\r', at);
    String length = head.substring(at + 15, end < 0 ? head.length() : end).strip();
    return bodyLength >= Integer.parseInt(length);
  }

  @Override
  public void close() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }
}
