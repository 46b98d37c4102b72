package dev.freshet.schedule.trigger;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A trigger that is due at regular intervals: {@code start + every}, {@code start + 2 × every} and
 * so on. As in APScheduler 3.x, the first due time is one interval after the start, not the start
 * itself. Intervals are elapsed time: a day is 24 hours, even when the clocks change.
 *
 * <p>Each due time is computed from the start, so that nothing drifts and a late run does not delay
 * later ones.
 *
 * @param every from {@link #SHORTEST} to {@link #LONGEST}
 */
public record IntervalTrigger(Duration every, Instant start) implements Trigger {
  /**
   * The shortest interval that a timer can keep on a busy machine; a shorter one would only waste
   * CPU time.
   */
  public static final Duration SHORTEST = Duration.ofMillis(10);

  /** A hundred years: a longer interval is a wrong unit, and sums must not overflow a long. */
  public static final Duration LONGEST = Duration.ofDays(36_525);

  /** The earliest start that a first run may imply: all date parsers accept the year 1. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  /**
   * @throws InvalidTriggerException if the interval is too short or too long
   */
  public IntervalTrigger {
    checkEvery(every);
  }

  /**
   * Creates a trigger with a given first due time, like {@code start_date} in APScheduler.
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
      // Beyond the last instant that Java supports.
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
