package dev.freshet.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which streams end at which time. Owned by a pump. */
final class Expiries {
  /** A time that never comes. */
  static final long NEVER = Long.MAX_VALUE;

  /** What lasts longer does not end: its nanoseconds would overflow. */
  private static final Duration LONGEST_STREAM = Duration.ofDays(36_500);

  private final TreeSet<Expiry> all =
      new TreeSet<>(Comparator.comparingLong(Expiry::nanos).thenComparingLong(Expiry::number));

  private long numbers;

  /**
   * When one stream ends.
   *
   * @param nanos on the pumps' clock
   * @param number tells apart those of the same time
   */
  record Expiry(long nanos, long number, Subscriber subscriber) {}

  /** A moment on the pumps' clock; null never comes. */
  static long nanosAt(@Nullable Instant until) {
    if (until == null) {
      return NEVER;
    }
    Duration left = Duration.between(Instant.now(), until);
    return left.compareTo(LONGEST_STREAM) > 0 ? NEVER : Pump.clock() + left.toNanos();
  }

  /** Notes a stream's end; the answer is for {@link #remove}. */
  Expiry add(long nanos, Subscriber subscriber) {
    Expiry expiry = new Expiry(nanos, numbers++, subscriber);
    all.add(expiry);
    return expiry;
  }

  /** Forgets a stream that has ended otherwise. */
  void remove(Expiry expiry) {
    all.remove(expiry);
  }

  /** Ends every stream whose time has come. */
  void advance(long now) {
    while (!all.isEmpty() && all.first().nanos() <= now) {
      all.pollFirst().subscriber().close(CloseReason.EXPIRED, null);
    }
  }

  /** The time of the next end, or {@link #NEVER}. */
  long next() {
    return all.isEmpty() ? NEVER : all.first().nanos();
  }
}
