package dev.freshet.hub;

import dev.freshet.health.Service;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Creates and starts the thread of one pump, and replaces it if it has died. Any thread may wake
 * it; only one thread at a time may start it.
 */
final class PumpThread {
  /** The first wait after a thread could not be created. It doubles with each further failure. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** The longest wait: a node that can create threads again should write again soon. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  private final ThreadFactory threads;
  private final Runnable pump;
  private final Service service;

  private volatile @Nullable Thread thread;

  // Owned by the thread that starts the hub, then by the supervising thread.
  private Duration wait = FIRST_WAIT;
  private long nextTry = System.nanoTime();

  PumpThread(ThreadFactory threads, Runnable pump, Service service) {
    this.threads = threads;
    this.pump = pump;
    this.service = service;
  }

  boolean isAlive() {
    Thread known = thread;
    return known != null && known.isAlive();
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  /**
   * Creates and starts a thread, unless the last failure was a moment ago. Returns false if there
   * is no thread now.
   */
  boolean start() {
    if (System.nanoTime() - nextTry < 0) {
      return false;
    }
    try {
      Thread made = threads.newThread(pump);
      if (made == null) {
        throw new IllegalStateException("The thread factory gave no thread.");
      }
      // Set first, so that the pump can be woken as soon as it runs.
      thread = made;
      made.start();
      wait = FIRST_WAIT;
      return true;
    } catch (Throwable e) {
      // Includes OutOfMemoryError, which the JVM throws when it cannot create a thread.
      service.failed(e);
      nextTry = System.nanoTime() + wait.toNanos();
      Duration twice = wait.multipliedBy(2);
      wait = twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
      return false;
    }
  }

  /** Waits for the thread to end. Returns false if it is still running after {@code atMost}. */
  boolean join(Duration atMost) throws InterruptedException {
    Thread known = thread;
    if (known == null || !known.isAlive()) {
      return true;
    }
    known.join(atMost.toMillis());
    return !known.isAlive();
  }
}
