package dev.freshet.log;

import java.time.Duration;

/**
 * How much a log keeps. The oldest events go first when one of the bounds is passed.
 *
 * @param events at most so many
 * @param bytes at most so many bytes of heap, estimated
 * @param age none older than this
 */
public record LogBounds(int events, long bytes, Duration age) {
  public LogBounds {
    if (events < 1 || bytes < 1 || age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException("the bounds of the log must be positive");
    }
  }
}
