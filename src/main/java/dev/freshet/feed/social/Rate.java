package dev.freshet.feed.social;

import java.time.Duration;

/**
 * So many in such a time.
 *
 * @param count at least 1, or 0 for no limit
 * @param period more than nothing
 */
public record Rate(int count, Duration period) {
  public Rate {
    if (count < 0 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("no rate: " + count + " in " + period);
    }
  }

  /** As many more in the same time. */
  public Rate times(int factor) {
    return new Rate(count * factor, period);
  }

  @Override
  public String toString() {
    return count + " in " + period.toSeconds() + " s";
  }
}
