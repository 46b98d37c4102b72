package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections whose clients mean no good: they send slowly, or do not read. One thread. */
public final class Strangers implements AutoCloseable {
  private static final int RECEIVE_BYTES = 4096;

  private final InetSocketAddress address;
  private final List<SocketChannel> channels = new ArrayList<>();

  public Strangers(FreshetServer server) {
    this.address = new InetSocketAddress("localhost", server.port());
  }

  /** Opens connections, and sends the same over each. */
  public Strangers send(int connections, String request) {
    byte[] bytes = request.getBytes(ISO_8859_1);
    for (int i = 0; i < connections; i++) {
      try {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
        channel.connect(address);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.configureBlocking(false);
        channels.add(channel);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return this;
  }

  /** Sends one more byte over each that is still open; gives how many are. */
  public int drip(char next) {
    int open = 0;
    for (SocketChannel channel : channels) {
      try {
        open += channel.write(ByteBuffer.wrap(new byte[] {(byte) next}));
      } catch (IOException e) {
        // The server has ended it.
      }
    }
    return open;
  }

  /** What has come over each by now, at most a few kilobytes. */
  public List<String> answers() {
    List<String> answers = new ArrayList<>();
    for (SocketChannel channel : channels) {
      ByteBuffer buffer = ByteBuffer.allocate(RECEIVE_BYTES);
      try {
        int unused = channel.read(buffer);
      } catch (IOException e) {
        // The server has ended it.
      }
      answers.add(new String(buffer.array(), 0, buffer.position(), ISO_8859_1));
    }
    return answers;
  }

  @Override
  public void close() {
    for (SocketChannel channel : channels) {
      try {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
