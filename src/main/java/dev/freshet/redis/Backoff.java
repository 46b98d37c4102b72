package dev.freshet.redis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: a random time up to a ceiling that doubles with each
 * attempt. The whole range is used so that many hubs do not reconnect in step.
 *
 * @param ceiling the longest wait before the next attempt; positive, at most {@code cap}
 * @param cap the upper bound of the ceiling
 */
public record Backoff(Duration ceiling, Duration cap) {

  public Backoff {
    if (ceiling.isNegative() || ceiling.isZero() || ceiling.compareTo(cap) > 0) {
      throw new IllegalArgumentException("a backoff needs 0 < ceiling <= cap");
    }
  }

  /** Returns the policy for the attempt after the next. */
  public Backoff next() {
    Duration doubled = ceiling.compareTo(cap.dividedBy(2)) >= 0 ? cap : ceiling.multipliedBy(2);
    return new Backoff(doubled, cap);
  }

  /** Returns a random wait from zero to the ceiling. */
  public Duration delay(RandomGenerator random) {
    return Duration.ofNanos(random.nextLong(ceiling.toNanos() + 1));
  }
}
