package dev.freshet.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a schedule's due time. Immutable.
 *
 * @param due when it was due, jitter included; for a manual run, when it was requested
 * @param lateness from then until the log stored the event, or until it was clear that there is
 *     none
 * @param eventId the id of the published event, or null
 * @param detail additional information, or null
 */
public record Run(
    Outcome outcome,
    Instant due,
    Duration lateness,
    @Nullable String eventId,
    @Nullable String detail) {

  /** How a run ended. */
  public enum Outcome {
    /** The event is in the log. */
    PUBLISHED,
    /** There was no event to publish; the detail gives the reason. */
    FAILED,
    /** It was too late to run. */
    MISSED
  }

  static Run published(
      Instant due, Instant now, @Nullable String eventId, @Nullable String detail) {
    return new Run(Outcome.PUBLISHED, due, between(due, now), eventId, detail);
  }

  static Run failed(Instant due, Instant now, String detail) {
    return new Run(Outcome.FAILED, due, between(due, now), null, detail);
  }

  static Run missed(Instant due, Instant now, @Nullable String detail) {
    return new Run(Outcome.MISSED, due, between(due, now), null, detail);
  }

  /** Never negative, although the clock may have been set back meanwhile. */
  private static Duration between(Instant due, Instant now) {
    Duration lateness = Duration.between(due, now);
    return lateness.isNegative() ? Duration.ZERO : lateness;
  }
}
