package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Many connections of clients that mean harm: they send what they are told, slowly if wanted, and
 * never read. One thread uses them.
 */
public final class Strangers implements AutoCloseable {
  /** As little as a client can take in: what it does not read stays with the server. */
  private static final int RECEIVE_BYTES = 4096;

  private static final int CONNECT_MILLIS = 10_000;

  private final List<Socket> sockets = new ArrayList<>();
  private final ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();

  private Strangers() {}

  /** Opens connections, and sends the same text on each, in ISO 8859-1. */
  public static Strangers open(FreshetServer server, int count, String text) {
    Strangers strangers = new Strangers();
    byte[] bytes = text.getBytes(ISO_8859_1);
    try {
      for (int i = 0; i < count; i++) {
        Socket socket = new Socket();
        strangers.sockets.add(socket);
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.connect(new InetSocketAddress("localhost", server.port()), CONNECT_MILLIS);
        strangers.send(socket, bytes);
      }
    } catch (IOException e) {
      strangers.close();
      throw new UncheckedIOException(e);
    }
    return strangers;
  }

  private void send(Socket socket, byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (SocketException e) {
      // The server would have no more of it.
    }
  }

  /** From now on each connection sends this byte again and again. */
  public Strangers trickle(char character, int everyMillis) {
    byte[] one = {(byte) character};
    ScheduledFuture<?> unused =
        trickle.scheduleWithFixedDelay(
            () -> sendAll(one), everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    return this;
  }

  private void sendAll(byte[] bytes) {
    for (Socket socket : sockets) {
      try {
        send(socket, bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    trickle.shutdownNow();
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
