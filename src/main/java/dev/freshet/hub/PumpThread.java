package dev.freshet.hub;

import dev.freshet.health.Service;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread of one pump: it is made, started, and made again if it has died. Any thread may wake
 * it; one at a time starts it.
 */
final class PumpThread {
  /** The first wait after a thread could not be made. It doubles with each further failure… */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** …up to this: a node that gets threads again should write again soon. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  private final ThreadFactory threads;
  private final Runnable pump;
  private final Service service;

  private volatile @Nullable Thread thread;

  // Owned by the thread that starts the hub, then by the one that supervises it.
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
   * Makes a thread and starts it, unless the last failure was a moment ago. False if there is no
   * thread now.
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
      // First, so that the pump can be woken as soon as it runs.
      thread = made;
      made.start();
      wait = FIRST_WAIT;
      return true;
    } catch (Throwable e) {
      // An OutOfMemoryError too: that is what the JVM throws when it cannot make a thread.
      service.failed(e);
      nextTry = System.nanoTime() + wait.toNanos();
      Duration twice = wait.multipliedBy(2);
      wait = twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
      return false;
    }
  }

  /** Waits for the end of the thread, at most so long. False if it is still there. */
  boolean join(Duration atMost) throws InterruptedException {
    Thread known = thread;
    if (known == null || !known.isAlive()) {
      return true;
    }
    known.join(atMost.toMillis());
    return !known.isAlive();
  }
}
