package dev.freshet.hub;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The time that a pump leaves a channel alone after a walk that found more than one event: where
 * they come quicker than they are written to everybody, more of them share the next writing. Where
 * events come one by one none waits, and where few listen there is no rest. Owned by a pump.
 */
final class Rest implements Comparable<Rest> {
  /** How much longer than the walk it is. */
  private static final int TIMES = 15;

  /** A shorter one is not worth the waking. */
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final long longestNanos;
  private long until = System.nanoTime();

  /**
   * Begins without a rest.
   *
   * @param longest zero for none ever
   */
  Rest(Duration longest) {
    this.longestNanos = longest.toNanos();
  }

  /** A walk is over, from {@code start} to {@code end} in {@link System#nanoTime} nanoseconds. */
  void earn(long events, long start, long end) {
    long earned = Math.min(longestNanos, TIMES * (end - start));
    if (events > 1 && earned >= SHORTEST_NANOS) {
      until = end + earned;
    }
  }

  /** What is left of it, or 0. */
  long nanosLeft(long now) {
    return Math.max(0, until - now);
  }

  /** The one that ends first comes first. */
  @Override
  public int compareTo(Rest other) {
    return Long.signum(until - other.until);
  }
}
