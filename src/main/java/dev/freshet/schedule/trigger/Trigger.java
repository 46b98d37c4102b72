package dev.freshet.schedule.trigger;

import java.time.Instant;
import java.util.Optional;

/**
 * The due times of a schedule, without a start or an end: those are in {@link Timing}. Immutable;
 * equal triggers have the same due times.
 */
public sealed interface Trigger permits DateTrigger, IntervalTrigger, CronTrigger {

  /**
   * Returns the first due time strictly after an instant, or empty if there is none. Depends only
   * on the argument, and terminates for every argument.
   */
  Optional<Instant> next(Instant after);
}
