package dev.freshet.source;

import dev.freshet.health.Service;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Runs the tasks of each tick of the node's clock, and tells whether it still ticks. Thread-safe.
 */
final class Ticking {
  private final Service clock;
  private final Duration maxSilence;
  private final LongSupplier nanos;

  /** When a timer was last created. Written by the thread that creates it. */
  private volatile long made;

  /**
   * Creates a clock that has not started.
   *
   * @param clock the clock in the status
   * @param nanos a monotonic clock
   */
  Ticking(Service clock, Duration maxSilence, LongSupplier nanos) {
    this.clock = clock;
    this.maxSilence = maxSilence;
    this.nanos = nanos;
    this.made = nanos.getAsLong();
  }

  /** Notes that the first timer was created. */
  void begin() {
    made = nanos.getAsLong();
    clock.beat();
  }

  /** Notes that another timer was created. */
  void restarted() {
    made = nanos.getAsLong();
    clock.restarted();
  }

  /** Whether the timer should have ticked by now. */
  boolean isOverdue() {
    return clock.silence().compareTo(maxSilence) > 0
        && nanos.getAsLong() - made > maxSilence.toNanos();
  }

  /**
   * Performs one tick. Each task runs whatever the others throw, and nothing thrown leaves this
   * method.
   */
  void tick(Runnable... tasks) {
    Throwable failure = null;
    for (Runnable task : tasks) {
      try {
        task.run();
      } catch (Throwable e) {
        failure = e;
      }
    }
    if (failure == null) {
      clock.beat();
    } else {
      clock.failed(failure);
    }
  }
}
