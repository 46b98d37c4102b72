package dev.freshet.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does one thing wrong: so that one sees whether that is noticed. */
final class FaultyServer implements AutoCloseable {
  /** What a server may do wrong. */
  enum Fault {
    NONE,
    LOSES,
    DOUBLES,
    CLOSES
  }

  /** The request at which it happens, to the first of the streams. */
  private static final int FAULTY = 5;

  private final ServerSocket acceptor = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Fault fault;
  private final List<Socket> streams = new CopyOnWriteArrayList<>();
  private final AtomicInteger published = new AtomicInteger();

  FaultyServer(Fault fault) throws IOException {
    this.fault = fault;
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "faulty server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return acceptor.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = acceptor.accept();
        start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int length = 0;
        for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
          if (header.startsWith("Content-Length: ")) {
            length = Integer.parseInt(header.substring(16));
          }
        }
        char[] body = new char[length];
        int unused = in.read(body);
        answer(socket, line.startsWith("POST"), new String(body));
      }
    } catch (IOException closed) {
      // The client is gone.
    }
  }

  private synchronized void answer(Socket socket, boolean isPublish, String data)
      throws IOException {
    String head = "HTTP/1.1 200 OK\r\n";
    if (isPublish) {
      publish("data: " + data + "\n\n", published.incrementAndGet());
      write(socket, head + "Content-Length: 0\r\n\r\n");
    } else {
      write(socket, head + "\r\n:\n\n");
      streams.add(socket);
    }
  }

  private void publish(String event, int number) throws IOException {
    for (Socket stream : streams) {
      boolean isFaulty = number == FAULTY && stream.equals(streams.get(0));
      if (stream.isClosed()) {
        continue;
      }
      if (!isFaulty || fault == Fault.NONE) {
        write(stream, event);
      } else if (fault == Fault.DOUBLES) {
        write(stream, event + event);
      } else if (fault == Fault.CLOSES) {
        stream.close();
      }
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(US_ASCII));
  }

  @Override
  public void close() throws IOException {
    acceptor.close();
    for (Socket stream : streams) {
      stream.close();
    }
  }
}
