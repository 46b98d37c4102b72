package dev.freshet.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on the loopback interface that does to connections what bad networks do. Faults hold
 * for all connections, those that are open and those that come, until {@link #mend}. Any thread.
 */
final class FaultProxy implements AutoCloseable {
  private static final int CHUNK_BYTES = 16 * 1024;
  private static final int CONNECT_MILLIS = 5000;

  /** Which way bytes go. */
  enum Direction {
    /** From the one that connected to the server. */
    UP,
    /** From the server. */
    DOWN
  }

  private final int target;
  private final ServerSocket listener;
  private final Gate up = new Gate();
  private final Gate down = new Gate();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile boolean isCut;

  private FaultProxy(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  /** Starts a proxy before a port of this machine. */
  static FaultProxy before(int target) {
    try {
      return new FaultProxy(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, "fault proxy, " + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        open(listener.accept());
      } catch (IOException e) {
        // The proxy was closed, or what is behind it is not there: so is the connection.
      }
    }
  }

  private void open(Socket client) throws IOException {
    if (isCut) {
      reset(client);
      return;
    }
    Socket server = new Socket();
    try {
      server.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
    } catch (IOException e) {
      server.close();
      reset(client);
      throw e;
    }
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    Link link = new Link(client, server);
    links.add(link);
    start("up", () -> pass(link, client, server, up));
    start("down", () -> pass(link, server, client, down));
  }

  private void pass(Link link, Socket from, Socket to, Gate gate) {
    byte[] bytes = new byte[CHUNK_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        int allowed = gate.await(n);
        out.write(bytes, 0, allowed);
        if (allowed < n) {
          throw new IOException("So many bytes and no more.");
        }
      }
      to.shutdownOutput();
    } catch (IOException e) {
      link.reset();
      links.remove(link);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Gate gate(Direction direction) {
    return direction == Direction.UP ? up : down;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Every piece is held up for that long. */
  FaultProxy delay(Direction direction, Duration delay) {
    gate(direction).delay(delay);
    return this;
  }

  /** Connections stay open, and nothing gets through. */
  FaultProxy stall(Direction direction) {
    gate(direction).stall();
    return this;
  }

  /** No more than that gets through in a second. */
  FaultProxy throttle(Direction direction, int bytesPerSecond) {
    gate(direction).throttle(bytesPerSecond);
    return this;
  }

  /** After that many bytes more, the connection that they come by is reset, and so on. */
  FaultProxy dropAfter(Direction direction, int bytes) {
    gate(direction).dropAfter(bytes);
    return this;
  }

  /** Resets every connection, and lets new ones in. */
  FaultProxy reset() {
    links.forEach(Link::reset);
    links.clear();
    return this;
  }

  /** Resets every connection and refuses new ones. */
  FaultProxy cut() {
    isCut = true;
    return reset();
  }

  /** Tells one end of every connection that the other will send nothing more. */
  FaultProxy halfClose(Direction direction) {
    links.forEach(link -> link.halfClose(direction));
    return this;
  }

  /** From now on all gets through at once. */
  FaultProxy mend() {
    isCut = false;
    up.open();
    down.open();
    return this;
  }

  /** Connections that are open. */
  int connections() {
    return links.size();
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    mend();
    reset();
  }

  /** The two ends of a connection. */
  private record Link(Socket client, Socket server) {
    void reset() {
      FaultProxy.reset(client);
      FaultProxy.reset(server);
    }

    void halfClose(Direction direction) {
      try {
        (direction == Direction.UP ? server : client).shutdownOutput();
      } catch (IOException e) {
        // It is closed.
      }
    }
  }
}
