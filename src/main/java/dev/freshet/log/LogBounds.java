package dev.freshet.log;

import java.time.Duration;

/**
 * How much a log keeps. When a bound is exceeded, the oldest events are dropped first.
 *
 * @param events maximum number of events
 * @param bytes maximum estimated bytes of heap
 * @param age maximum age of an event
 */
public record LogBounds(int events, long bytes, Duration age) {
  public LogBounds {
    if (events < 1 || bytes < 1 || age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException("the bounds of the log must be positive");
    }
  }
}
