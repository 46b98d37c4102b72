package dev.freshet.redis;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Limits something to once per interval. Any thread. */
final class Seldom {
  private final long intervalNanos;
  private final LongSupplier ticker;

  // Guarded by this.
  private boolean happened;
  private long lastNanos;

  /**
   * Creates a limiter that allows the first call.
   *
   * @param ticker a clock in nanoseconds from any origin, such as {@link System#nanoTime}
   */
  Seldom(Duration interval, LongSupplier ticker) {
    this.intervalNanos = interval.toNanos();
    this.ticker = ticker;
  }

  /** Returns whether it may happen now; if so, it counts as having happened. */
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
