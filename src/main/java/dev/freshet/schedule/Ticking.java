package dev.freshet.schedule;

import dev.freshet.health.Service;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What the node's clock does at each tick, and whether it still ticks. Any thread. */
final class Ticking {
  private final Service clock;
  private final Duration maxSilence;
  private final LongSupplier nanos;

  /** When a timer was last made. Written by the thread that makes it. */
  private volatile long made;

  /**
   * A clock that has not begun.
   *
   * @param clock the clock, in the status answer
   * @param nanos a monotonic clock
   */
  Ticking(Service clock, Duration maxSilence, LongSupplier nanos) {
    this.clock = clock;
    this.maxSilence = maxSilence;
    this.nanos = nanos;
    this.made = nanos.getAsLong();
  }

  /** A timer was made for the first time. */
  void begin() {
    made = nanos.getAsLong();
    clock.beat();
  }

  /** Another timer was made. */
  void restarted() {
    made = nanos.getAsLong();
    clock.restarted();
  }

  /** Whether the timer should have ticked by now. */
  boolean isOverdue() {
    return clock.silence().compareTo(maxSilence) > 0
        && nanos.getAsLong() - made > maxSilence.toNanos();
  }

  /** One tick. Each task is run whatever the others throw, and nothing that is thrown leaves. */
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
