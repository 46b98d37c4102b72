package dev.freshet.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Says when, and how many, bytes that go one way may pass. Any thread. */
final class Gate {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.
  private long delayNanos;
  private boolean isStalled;
  private int bytesPerSecond = NO_LIMIT;
  private int left = NO_LIMIT;
  private int rule;

  /**
   * Waits until some bytes may pass.
   *
   * @return how many of them: fewer if the connection is to break after those
   */
  int await(int bytes) throws InterruptedException {
    lock.lock();
    try {
      awaitTime(System.nanoTime() + delayNanos + paceNanos(bytes));
      while (isStalled) {
        changed.await();
      }
      int allowed = Math.min(bytes, left);
      left = left == NO_LIMIT ? NO_LIMIT : left - allowed;
      return allowed;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until then, or until the rules are others. */
  private void awaitTime(long nanoTime) throws InterruptedException {
    int began = rule;
    long wait = nanoTime - System.nanoTime();
    while (wait > 0 && rule == began) {
      changed.await(wait, TimeUnit.NANOSECONDS);
      wait = nanoTime - System.nanoTime();
    }
  }

  private long paceNanos(int bytes) {
    return bytesPerSecond == NO_LIMIT ? 0 : bytes * 1_000_000_000L / bytesPerSecond;
  }

  void delay(Duration delay) {
    change(() -> delayNanos = delay.toNanos());
  }

  void stall() {
    change(() -> isStalled = true);
  }

  void throttle(int limit) {
    change(() -> bytesPerSecond = limit);
  }

  void dropAfter(int bytes) {
    change(() -> left = bytes);
  }

  /** Nothing waits or breaks any more. */
  void open() {
    change(
        () -> {
          delayNanos = 0;
          isStalled = false;
          bytesPerSecond = NO_LIMIT;
          left = NO_LIMIT;
        });
  }

  private void change(Runnable how) {
    lock.lock();
    try {
      how.run();
      rule++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
