package dev.freshet.feed.uptime;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How much of a time a target was up.
 *
 * @param up for how long it was
 * @param known for how long it is known whether it was
 */
record Availability(Duration up, Duration known) {
  /** The share of the known time, 0 to 1; empty if nothing is known. */
  OptionalDouble ratio() {
    return known.isZero()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) up.toMillis() / known.toMillis());
  }
}
