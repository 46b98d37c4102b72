package dev.freshet.feed.uptime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Connects to ports, on a thread for each attempt. Any thread. */
final class SocketCheck {
  private final Executor threads;
  private final ScheduledExecutorService timers;

  /** What is done with a connection. It may block: the socket is closed when the time is over. */
  interface Talk {
    Outcome talk(Socket socket, long begunNanos) throws IOException;
  }

  SocketCheck(Executor threads, ScheduledExecutorService timers) {
    this.threads = threads;
    this.timers = timers;
  }

  CompletionStage<Outcome> start(HostPort address, Duration timeout, Talk talk) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    try {
      threads.execute(() -> run(address, timeout, talk, outcome));
    } catch (RejectedExecutionException stopping) {
      outcome.complete(Outcome.down("The hub stops."));
    }
    return outcome;
  }

  private void run(
      HostPort address, Duration timeout, Talk talk, CompletableFuture<Outcome> outcome) {
    int millis = Math.toIntExact(timeout.toMillis());
    try (Socket socket = new Socket()) {
      // Neither looking a name up nor a peer that sends a byte now and then ends by itself.
      Future<?> deadline =
          timers.schedule(() -> end(socket, outcome, timeout), millis, TimeUnit.MILLISECONDS);
      long begun = System.nanoTime();
      connect(socket, address, millis);
      socket.setSoTimeout(millis);
      outcome.complete(talk.talk(socket, begun));
      deadline.cancel(/* mayInterruptIfRunning= */ false);
    } catch (IOException | RuntimeException e) {
      outcome.complete(Failure.of(e, timeout));
    }
  }

  private static void connect(Socket socket, HostPort address, int millis) throws IOException {
    InetSocketAddress found = new InetSocketAddress(address.host(), address.port());
    if (found.isUnresolved()) {
      throw new UnknownHostException(address.host());
    }
    socket.connect(found, millis);
  }

  private static void end(Socket socket, CompletableFuture<Outcome> outcome, Duration timeout) {
    outcome.complete(Failure.late(timeout));
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // There is nothing left to close.
    }
  }

  /** A connection is all that is wanted. */
  static Outcome connected(Socket socket, long begunNanos) {
    double millis = Outcome.millis(System.nanoTime() - begunNanos);
    return new Outcome(true, millis, "Connected.", null, null);
  }
}
