package dev.freshet.hub;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which streams end at which time. A stream ends when its time has come by the wall clock or by the
 * monotonic clock, whichever is first: if the wall clock is set forward it ends as the wall clock
 * says, and if it is set back, no later than it would have. Owned by a pump.
 */
final class Expiries {
  /** A time that never comes. */
  static final long NEVER = Long.MAX_VALUE;

  /** What lasts longer does not end: its nanoseconds would overflow. */
  private static final Duration LONGEST_STREAM = Duration.ofDays(36_500);

  private static final long ORIGIN = System.nanoTime();

  /** A smaller change of the wall clock is not followed: the two clocks never run quite alike. */
  static final long TOLERANCE = TimeUnit.MILLISECONDS.toNanos(100);

  private final TreeSet<Expiry> all =
      new TreeSet<>(
          Comparator.<Expiry>comparingLong(expiry -> expiry.due)
              .thenComparingLong(expiry -> expiry.number));

  private long numbers;

  /** How far the wall clock is ahead of the pumps' clock, once it was found to have jumped. */
  private long lead = Long.MIN_VALUE;

  /**
   * When a stream is to end.
   *
   * @param nanos on the pumps' clock
   * @param lead how far the wall clock was ahead of it when that was worked out
   */
  record Deadline(long nanos, long lead) {
    /** It never comes. */
    static final Deadline NONE = new Deadline(NEVER, 0);

    /** A moment of the wall clock; null never comes. */
    static Deadline at(@Nullable Instant until, InstantSource clock) {
      if (until == null) {
        return NONE;
      }
      Duration left = Duration.between(clock.instant(), until);
      if (left.compareTo(LONGEST_STREAM) > 0) {
        return NONE;
      }
      long nanos = left.isNegative() ? 0 : left.toNanos();
      return new Deadline(now() + nanos, Expiries.lead(clock));
    }
  }

  /** When one stream ends. Its time changes only while it is in no set. */
  static final class Expiry {
    private final Deadline deadline;
    private final Subscriber subscriber;

    /** Tells apart those of the same time. */
    private final long number;

    private long due;

    private Expiry(Deadline deadline, Subscriber subscriber, long number, long due) {
      this.deadline = deadline;
      this.subscriber = subscriber;
      this.number = number;
      this.due = due;
    }
  }

  /** The pumps' clock: nanoseconds since the class was loaded, which never go around. */
  static long now() {
    return System.nanoTime() - ORIGIN;
  }

  /** How far the wall clock is ahead of the pumps' clock, in nanoseconds. */
  static long lead(InstantSource clock) {
    Instant wall = clock.instant();
    return TimeUnit.SECONDS.toNanos(wall.getEpochSecond()) + wall.getNano() - now();
  }

  /** Notes a stream's end; the answer is for {@link #remove}. */
  Expiry add(Deadline deadline, Subscriber subscriber) {
    Expiry expiry = new Expiry(deadline, subscriber, numbers++, due(deadline));
    all.add(expiry);
    return expiry;
  }

  private long due(Deadline deadline) {
    boolean isAhead = lead != Long.MIN_VALUE && lead - deadline.lead() >= TOLERANCE;
    return isAhead ? deadline.nanos() - (lead - deadline.lead()) : deadline.nanos();
  }

  /** Forgets a stream that has ended otherwise. */
  void remove(Expiry expiry) {
    all.remove(expiry);
  }

  void clear() {
    all.clear();
  }

  /** The wall clock has jumped: it is ahead of the pumps' clock by this now. */
  void wallClockMoved(long newLead) {
    lead = newLead;
    List<Expiry> noted = List.copyOf(all);
    all.clear();
    for (Expiry expiry : noted) {
      expiry.due = due(expiry.deadline);
      all.add(expiry);
    }
  }

  /** Takes out a stream whose time has come; null if there is none. */
  @Nullable Subscriber poll(long now) {
    if (all.isEmpty() || all.first().due > now) {
      return null;
    }
    Expiry first = all.first();
    all.remove(first);
    return first.subscriber;
  }

  /** The time of the next end, or {@link #NEVER}. */
  long next() {
    return all.isEmpty() ? NEVER : all.first().due;
  }
}
