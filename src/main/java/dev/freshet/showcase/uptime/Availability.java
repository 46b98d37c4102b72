package dev.freshet.showcase.uptime;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How much of a period a target was up.
 *
 * @param up how long it was up
 * @param known how long its state is known
 */
record Availability(Duration up, Duration known) {
  /** Returns the share of the known time, 0 to 1; empty if nothing is known. */
  OptionalDouble ratio() {
    return known.isZero()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) up.toMillis() / known.toMillis());
  }
}
