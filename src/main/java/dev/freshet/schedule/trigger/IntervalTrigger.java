package dev.freshet.schedule.trigger;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The trigger that is due at equal distances: {@code start + every}, {@code start + 2 × every} and
 * so on. As in APScheduler 3.x the first due time is one interval after the start, not the start
 * itself. Time is elapsed time: a day is 24 hours, also when the clocks change.
 *
 * <p>Each due time is computed from the start, so that nothing drifts and a late run moves no later
 * one.
 *
 * @param every from {@link #SHORTEST} to {@link #LONGEST}
 */
public record IntervalTrigger(Duration every, Instant start) implements Trigger {
  /** What a timer can still keep on a busy machine; a shorter one would only burn a processor. */
  public static final Duration SHORTEST = Duration.ofMillis(10);

  /** A hundred years: longer is a slip of the unit, and so no sum leaves the range of a long. */
  public static final Duration LONGEST = Duration.ofDays(36_525);

  /** The earliest start that a first run may mean: all readers of dates know the year 1. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  /**
   * @throws InvalidTriggerException if the interval is too short or too long
   */
  public IntervalTrigger {
    checkEvery(every);
  }

  /**
   * The trigger whose first due time is given, as APScheduler has it with {@code start_date}.
   *
   * @throws InvalidTriggerException as the constructor, or if the start would be before the year 1
   */
  public static IntervalTrigger firstAt(Instant first, Duration every) {
    checkEvery(every);
    if (first.isBefore(EARLIEST.plus(every))) {
      throw new InvalidTriggerException("start", "The first run is too long ago.");
    }
    return new IntervalTrigger(every, first.minus(every));
  }

  @Override
  public Optional<Instant> next(Instant after) {
    long passed = after.isBefore(start) ? 0 : Duration.between(start, after).dividedBy(every);
    try {
      return Optional.of(start.plus(every.multipliedBy(passed + 1)));
    } catch (DateTimeException | ArithmeticException e) {
      // Past the last instant that Java knows.
      return Optional.empty();
    }
  }

  private static void checkEvery(Duration every) {
    if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
      throw new InvalidTriggerException(
          "every", "An interval must be between 10 milliseconds and 100 years.");
    }
  }
}
