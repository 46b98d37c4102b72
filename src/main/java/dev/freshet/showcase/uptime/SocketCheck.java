package dev.freshet.showcase.uptime;

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
import java.util.concurrent.atomic.AtomicBoolean;

/** Connects to ports, with one thread per attempt. Thread-safe. */
final class SocketCheck {
  private final Executor threads;
  private final ScheduledExecutorService timers;

  /** What to do with a connection. It may block: the socket is closed at the timeout. */
  interface Talk {
    Outcome talk(Socket socket, long begunNanos) throws IOException;
  }

  SocketCheck(Executor threads, ScheduledExecutorService timers) {
    this.threads = threads;
    this.timers = timers;
  }

  /** Starts an attempt. The stage fails if there is no thread for it within the timeout. */
  CompletionStage<Outcome> start(HostPort address, Duration timeout, Talk talk) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Attempt attempt = new Attempt(new Socket(), outcome, new AtomicBoolean());
    // From now, not from when a thread is free, because name lookups that hang may occupy all of
    // them.
    Future<?> deadline =
        timers.schedule(() -> end(attempt, timeout), timeout.toMillis(), TimeUnit.MILLISECONDS);
    try {
      threads.execute(() -> run(attempt, address, timeout, talk));
    } catch (RejectedExecutionException e) {
      outcome.completeExceptionally(e);
    }
    return outcome.whenComplete(
        (done, failure) -> deadline.cancel(/* mayInterruptIfRunning= */ false));
  }

  /**
   * One attempt.
   *
   * @param hasBegun whether it got a thread
   */
  private record Attempt(
      Socket socket, CompletableFuture<Outcome> outcome, AtomicBoolean hasBegun) {}

  private static void run(Attempt attempt, HostPort address, Duration timeout, Talk talk) {
    attempt.hasBegun().set(true);
    if (attempt.outcome().isDone()) {
      return;
    }
    int millis = Math.toIntExact(timeout.toMillis());
    try (Socket socket = attempt.socket()) {
      // Neither a name lookup nor a peer that sends a byte now and then ends by itself.
      long begun = System.nanoTime();
      connect(socket, address, millis);
      socket.setSoTimeout(millis);
      attempt.outcome().complete(talk.talk(socket, begun));
    } catch (IOException | RuntimeException e) {
      attempt.outcome().complete(Failure.of(e, timeout));
    }
  }

  private static void connect(Socket socket, HostPort address, int millis) throws IOException {
    InetSocketAddress found = new InetSocketAddress(address.host(), address.port());
    if (found.isUnresolved()) {
      throw new UnknownHostException(address.host());
    }
    socket.connect(found, millis);
  }

  private static void end(Attempt attempt, Duration timeout) {
    if (attempt.hasBegun().get()) {
      attempt.outcome().complete(Failure.late(timeout));
    } else {
      attempt
          .outcome()
          .completeExceptionally(new RejectedExecutionException("No thread within " + timeout));
    }
    try {
      attempt.socket().close();
    } catch (IOException alreadyBroken) {
      // There is nothing left to close.
    }
  }

  /** Returns the outcome if a connection is all that is required. */
  static Outcome connected(Socket socket, long begunNanos) {
    double millis = Outcome.millis(System.nanoTime() - begunNanos);
    return new Outcome(true, millis, "Connected.", null, null);
  }
}
