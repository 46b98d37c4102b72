package dev.freshet.schedule.trigger;

import java.time.Instant;
import java.util.Optional;

/**
 * The due times of a schedule, without limits of its own to when it begins and ends: those are in
 * {@link Timing}. Immutable; two that are equal have the same due times.
 */
public sealed interface Trigger permits DateTrigger, IntervalTrigger, CronTrigger {

  /**
   * The first due time strictly after an instant, or empty when there is none. Depends on nothing
   * but the argument and ends for every argument.
   */
  Optional<Instant> next(Instant after);
}
