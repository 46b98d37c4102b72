package dev.freshet.redis;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets something happen at most once in an interval. Any thread. */
final class Seldom {
  private final long intervalNanos;
  private final LongSupplier ticker;

  // Guarded by this.
  private boolean happened;
  private long lastNanos;

  /**
   * Begins with nothing having happened.
   *
   * @param ticker nanoseconds from any origin, as {@link System#nanoTime}
   */
  Seldom(Duration interval, LongSupplier ticker) {
    this.intervalNanos = interval.toNanos();
    this.ticker = ticker;
  }

  /** Whether it may happen now; if so, it counts as having happened. */
  synchronized boolean isDue() {
    long now = ticker.getAsLong();
    if (happened && now - lastNanos < intervalNanos) {
      return false;
    }
    happened = true;
    lastNanos = now;
    return true;
  }
}
