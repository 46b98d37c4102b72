package dev.freshet.hub;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long a pump leaves a channel alone after a walk that found more than one event, so that when
 * events arrive faster than they can be written to every subscriber, more of them share the next
 * write. Events that arrive one by one do not wait, and with few subscribers there is no rest.
 * Owned by a pump.
 */
final class Rest implements Comparable<Rest> {
  /** How many times longer than the walk a rest is. */
  private static final int TIMES = 15;

  /** A shorter rest is not worth waking up for. */
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final long longestNanos;
  private long until = System.nanoTime();

  /**
   * Creates a rest that is already over.
   *
   * @param longest the longest rest; zero for no rests
   */
  Rest(Duration longest) {
    this.longestNanos = longest.toNanos();
  }

  /** Called after a walk; {@code start} and {@code end} are of {@link System#nanoTime}. */
  void earn(long events, long start, long end) {
    long earned = Math.min(longestNanos, TIMES * (end - start));
    if (events > 1 && earned >= SHORTEST_NANOS) {
      until = end + earned;
    }
  }

  /** Returns the nanoseconds of rest left, or 0. */
  long nanosLeft(long now) {
    return Math.max(0, until - now);
  }

  /** Orders rests by their end, the earliest first. */
  @Override
  public int compareTo(Rest other) {
    return Long.signum(until - other.until);
  }
}
