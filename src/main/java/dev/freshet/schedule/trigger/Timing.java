package dev.freshet.schedule.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A trigger within the time in which its schedule is in force.
 *
 * @param start the earliest due time there may be, or null for no limit
 * @param end the latest due time there may be, or null for no limit
 * @param jitter by how much a run may be put off at random, at most {@link #MAX_JITTER}
 */
public record Timing(
    Trigger trigger, @Nullable Instant start, @Nullable Instant end, Duration jitter) {
  /** A year: as long as the longest usual distance of two runs. */
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

  /** A trigger without limits or jitter. */
  public static Timing of(Trigger trigger) {
    return new Timing(trigger, null, null, Duration.ZERO);
  }

  /** The first due time strictly after an instant, or empty when there is none. No jitter. */
  public Optional<Instant> next(Instant after) {
    boolean early = start != null && after.isBefore(start);
    Instant from = start != null && early ? start.minusNanos(1) : after;
    return trigger.next(from).filter(due -> end == null || !due.isAfter(end));
  }

  /**
   * When to run what is due: up to the jitter later, evenly spread, never earlier and never after
   * the end. As APScheduler since 3.7.
   */
  public Instant jittered(Instant due, RandomGenerator random) {
    if (jitter.isZero()) {
      return due;
    }
    Instant at = due.plusNanos(random.nextLong(jitter.toNanos()));
    return end != null && at.isAfter(end) ? end : at;
  }
}
