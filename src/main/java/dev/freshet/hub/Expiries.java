package dev.freshet.hub;

import java.util.Comparator;
import java.util.TreeSet;

/** Which streams end at which time. Owned by a pump. */
final class Expiries {
  /** A time that never comes. */
  static final long NEVER = Long.MAX_VALUE;

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
