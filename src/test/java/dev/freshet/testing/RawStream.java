package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** One event stream over a plain socket, read by a thread of its own. */
public final class RawStream implements AutoCloseable {
  private final Socket socket = new Socket();
  private final List<ReceivedEvent> events = new ArrayList<>();

  /** Guarded by itself. */
  private final HttpStreamReader reader =
      new HttpStreamReader(
          event -> {
            synchronized (events) {
              events.add(event);
            }
          });

  private volatile boolean ended;

  /**
   * Held by who reads from the socket, or by who has nobody read. Fair: the reader asks again and
   * again.
   */
  private final ReentrantLock reading = new ReentrantLock(true);

  private RawStream(String host, int port, String target, Map<String, String> headers) {
    try {
      socket.connect(new InetSocketAddress(host, port));
      StringBuilder request = new StringBuilder("GET " + target);
      request.append(" HTTP/1.1\r\nHost: localhost\r\n");
      headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
      socket.getOutputStream().write(request.append("\r\n").toString().getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::read, "raw stream");
    thread.setDaemon(true);
    thread.start();
  }

  public static RawStream open(URI uri) {
    return open(uri, Map.of());
  }

  public static RawStream open(URI uri, Map<String, String> headers) {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return get(uri.getHost(), uri.getPort(), uri.getRawPath() + query, headers);
  }

  /** Asks for a target that need not be one that an address can have. */
  public static RawStream get(String host, int port, String target, Map<String, String> headers) {
    return new RawStream(host, port, target, headers);
  }

  /** Sends bytes after the request. */
  public void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says that nothing more will be sent, and goes on reading. */
  public void sendNoMore() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has nothing read any more, once something has come. */
  public void hold() {
    reading.lock();
  }

  /** Goes on reading. In the thread that held. */
  public void release() {
    reading.unlock();
  }

  private int read(InputStream in, byte[] bytes) throws IOException {
    reading.lock();
    try {
      return in.read(bytes);
    } finally {
      reading.unlock();
    }
  }

  private void read() {
    byte[] bytes = new byte[16 * 1024];
    try (InputStream in = socket.getInputStream()) {
      for (int n = read(in, bytes); n >= 0; n = read(in, bytes)) {
        synchronized (reader) {
          reader.feed(ByteBuffer.wrap(bytes, 0, n));
        }
      }
    } catch (IOException e) {
      // The server, or close(), ended it.
    }
    ended = true;
  }

  public List<ReceivedEvent> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  public List<String> data() {
    return events().stream().map(ReceivedEvent::data).toList();
  }

  /** Comments so far: the greeting, then heartbeats. */
  public int comments() {
    synchronized (reader) {
      return reader.events().comments();
    }
  }

  public int status() {
    synchronized (reader) {
      return reader.status();
    }
  }

  public Map<String, String> headers() {
    synchronized (reader) {
      return Map.copyOf(reader.headers());
    }
  }

  /** True once the connection is over. */
  public boolean hasEnded() {
    return ended;
  }

  /** True if nothing of an event was cut off. */
  public boolean isBetweenEvents() {
    synchronized (reader) {
      return reader.events().isBetweenEvents();
    }
  }

  /** True if the server ended the response as it should. */
  public boolean isDone() {
    synchronized (reader) {
      return reader.isDone();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
