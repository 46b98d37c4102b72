package dev.freshet.showcase.social;

import java.time.Duration;

/**
 * A number of times in a period.
 *
 * @param count at least 1, or 0 for no limit
 * @param period positive
 */
public record Rate(int count, Duration period) {
  public Rate {
    if (count < 0 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("no rate: " + count + " in " + period);
    }
  }

  /** Returns this rate with the count multiplied. */
  public Rate times(int factor) {
    return new Rate(count * factor, period);
  }

  @Override
  public String toString() {
    return count + " in " + period.toSeconds() + " s";
  }
}
