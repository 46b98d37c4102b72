package dev.freshet.schedule.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A trigger limited to the time in which its schedule is in force.
 *
 * @param start the earliest possible due time, or null for no limit
 * @param end the latest possible due time, or null for no limit
 * @param jitter the maximum random delay of a run, at most {@link #MAX_JITTER}
 */
public record Timing(
    Trigger trigger, @Nullable Instant start, @Nullable Instant end, Duration jitter) {
  /** A year: as long as the longest usual interval. */
  public static final Duration MAX_JITTER = Duration.ofDays(366);

  /**
   * @throws InvalidTriggerException if the end is before the start, or the jitter is negative or
   *     too long
   */
  public Timing {
    if (start != null && end != null && end.isBefore(start)) {
      throw new InvalidTriggerException("end", "The end must not be before the start.");
    }
    if (jitter.isNegative() || jitter.compareTo(MAX_JITTER) > 0) {
      throw new InvalidTriggerException("jitter", "The jitter must be between 0 and 366 days.");
    }
  }

  /** Creates a timing without limits or jitter. */
  public static Timing of(Trigger trigger) {
    return new Timing(trigger, null, null, Duration.ZERO);
  }

  /**
   * Returns the first due time strictly after an instant, or empty if there is none. Without
   * jitter.
   */
  public Optional<Instant> next(Instant after) {
    boolean early = start != null && after.isBefore(start);
    Instant from = start != null && early ? start.minusNanos(1) : after;
    return trigger.next(from).filter(due -> end == null || !due.isAfter(end));
  }

  /**
   * Returns when to run what is due: later by up to the jitter, uniformly distributed, never
   * earlier and never after the end. As in APScheduler since 3.7.
   */
  public Instant jittered(Instant due, RandomGenerator random) {
    if (jitter.isZero()) {
      return due;
    }
    Instant at = due.plusNanos(random.nextLong(jitter.toNanos()));
    return end != null && at.isAfter(end) ? end : at;
  }
}
