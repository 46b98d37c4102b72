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
 * When each stream expires. A stream ends when its time has come by the wall clock or by the
 * monotonic clock, whichever is first: if the wall clock is set forward, the stream ends when the
 * wall clock says so; if it is set back, the stream ends no later than it would have. Owned by a
 * pump.
 */
final class Expiries {
  /** A time that never comes. */
  static final long NEVER = Long.MAX_VALUE;

  /** Longer streams never expire: their nanoseconds would overflow. */
  private static final Duration LONGEST_STREAM = Duration.ofDays(36_500);

  private static final long ORIGIN = System.nanoTime();

  /** Smaller changes of the wall clock are ignored: the two clocks always drift a little. */
  static final long TOLERANCE = TimeUnit.MILLISECONDS.toNanos(100);

  private final TreeSet<Expiry> all =
      new TreeSet<>(
          Comparator.<Expiry>comparingLong(expiry -> expiry.due)
              .thenComparingLong(expiry -> expiry.number));

  private long numbers;

  /** How far the wall clock is ahead of the pumps' clock, set once it has been seen to jump. */
  private long lead = Long.MIN_VALUE;

  /**
   * When a stream expires.
   *
   * @param nanos on the pumps' clock
   * @param lead how far the wall clock was ahead of the pumps' clock when {@code nanos} was
   *     computed
   */
  record Deadline(long nanos, long lead) {
    /** No deadline. */
    static final Deadline NONE = new Deadline(NEVER, 0);

    /** Returns the deadline for an instant of the wall clock, or {@link #NONE} for null. */
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

  /** One stream's expiry. Its due time changes only while it is not in a set. */
  static final class Expiry {
    private final Deadline deadline;
    private final Subscriber subscriber;

    /** Breaks ties between equal due times. */
    private final long number;

    private long due;

    private Expiry(Deadline deadline, Subscriber subscriber, long number, long due) {
      this.deadline = deadline;
      this.subscriber = subscriber;
      this.number = number;
      this.due = due;
    }
  }

  /** The pumps' clock: nanoseconds since the class was loaded, which do not wrap around. */
  static long now() {
    return System.nanoTime() - ORIGIN;
  }

  /** How far the wall clock is ahead of the pumps' clock, in nanoseconds. */
  static long lead(InstantSource clock) {
    Instant wall = clock.instant();
    return TimeUnit.SECONDS.toNanos(wall.getEpochSecond()) + wall.getNano() - now();
  }

  /** Schedules a stream's expiry. Pass the result to {@link #remove}. */
  Expiry add(Deadline deadline, Subscriber subscriber) {
    Expiry expiry = new Expiry(deadline, subscriber, numbers++, due(deadline));
    all.add(expiry);
    return expiry;
  }

  private long due(Deadline deadline) {
    boolean isAhead = lead != Long.MIN_VALUE && lead - deadline.lead() >= TOLERANCE;
    return isAhead ? deadline.nanos() - (lead - deadline.lead()) : deadline.nanos();
  }

  /** Removes a stream that has ended for another reason. */
  void remove(Expiry expiry) {
    all.remove(expiry);
  }

  void clear() {
    all.clear();
  }

  /** Called when the wall clock has jumped; it is now {@code newLead} ahead of the pumps' clock. */
  void wallClockMoved(long newLead) {
    lead = newLead;
    List<Expiry> noted = List.copyOf(all);
    all.clear();
    for (Expiry expiry : noted) {
      expiry.due = due(expiry.deadline);
      all.add(expiry);
    }
  }

  /** Removes and returns a stream whose time has come, or returns null if there is none. */
  @Nullable Subscriber poll(long now) {
    if (all.isEmpty() || all.first().due > now) {
      return null;
    }
    Expiry first = all.first();
    all.remove(first);
    return first.subscriber;
  }

  /** The time of the next expiry, or {@link #NEVER}. */
  long next() {
    return all.isEmpty() ? NEVER : all.first().due;
  }
}
