package dev.freshet.schedule.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to do with due times that were not run in time.
 *
 * @param grace how late a run may be; empty if it is never too late. Counted from the end of the
 *     jitter, which makes no run late.
 * @param coalesce whether only the latest of several due times is run
 */
public record Misfire(Optional<Duration> grace, boolean coalesce) {
  /** Maximum due times in a list. Running a thousand takes a while anyway. */
  public static final int MAX_LISTED = 1000;

  /**
   * Maximum due times counted: more than the seconds of a day. Counting more would take too long.
   */
  public static final int MAX_COUNTED = 100_000;

  /** Ten years. A longer limit means no limit. */
  public static final Duration MAX_GRACE = Duration.ofDays(3653);

  /**
   * @throws InvalidTriggerException if the grace is negative or too long
   */
  public Misfire {
    if (grace.isPresent() && (grace.get().isNegative() || grace.get().compareTo(MAX_GRACE) > 0)) {
      throw new InvalidTriggerException("grace", "The grace must be between 0 and 3653 days.");
    }
  }

  /**
   * Sorts the due times after {@code handled} and up to {@code now}. Changes nothing. If more than
   * {@link #MAX_LISTED} must be run, the earliest come first and {@link Overdue#handled} is the
   * last of them, so that the next call continues there.
   *
   * @param handled the last due time handled, or the previous {@link Overdue#handled}
   */
  public Overdue sort(Timing timing, Instant handled, Instant now) {
    Instant inTime =
        grace
            .map(late -> now.minus(timing.jitter()).minus(late).minusNanos(1))
            .filter(handled::isBefore)
            .orElse(handled);
    Steps missed = Steps.walk(timing, handled, inTime);
    Steps left = Steps.walk(timing, inTime, now);
    if (coalesce) {
      List<Instant> run = latest(timing, inTime, now).map(List::of).orElse(List.of());
      long merged = left.count() - run.size();
      return new Overdue(run, missed.listed(), missed.count(), merged, later(handled, now));
    }
    Instant reached = left.unlisted() > 0 ? left.listed().get(MAX_LISTED - 1) : later(handled, now);
    return new Overdue(left.listed(), missed.listed(), missed.count(), /* merged= */ 0, reached);
  }

  /** Returns the later instant: even if the clock was set back, handled times stay handled. */
  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Returns the last due time up to an instant. Halves the remaining time, because there may be
   * millions.
   */
  private static Optional<Instant> latest(Timing timing, Instant after, Instant until) {
    Optional<Instant> latest = Optional.empty();
    Instant end = until;
    Optional<Instant> next = Steps.next(timing, after, until);
    while (next.isPresent()) {
      Instant due = next.get();
      Instant middle = due.plus(Duration.between(due, end).dividedBy(2));
      Optional<Instant> beyond = Steps.next(timing, middle, until);
      if (beyond.isEmpty()) {
        end = middle;
      }
      latest = Optional.of(beyond.orElse(due));
      next = Steps.next(timing, latest.get(), until);
    }
    return latest;
  }

  /** The due times in a period: the first of them, and how many there are. */
  private record Steps(List<Instant> listed, long count) {

    static Steps walk(Timing timing, Instant after, Instant until) {
      List<Instant> listed = new ArrayList<>();
      int count = 0;
      Optional<Instant> due = next(timing, after, until);
      while (due.isPresent() && count < MAX_COUNTED) {
        count++;
        if (count <= MAX_LISTED) {
          listed.add(due.get());
        }
        due = next(timing, due.get(), until);
      }
      return new Steps(listed, count);
    }

    static Optional<Instant> next(Timing timing, Instant after, Instant until) {
      return timing.next(after).filter(due -> !due.isAfter(until));
    }

    long unlisted() {
      return count - listed.size();
    }
  }
}
