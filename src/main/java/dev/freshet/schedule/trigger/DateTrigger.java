package dev.freshet.schedule.trigger;

import java.time.Instant;
import java.util.Optional;

/** A trigger that is due once. */
public record DateTrigger(Instant at) implements Trigger {

  @Override
  public Optional<Instant> next(Instant after) {
    return at.isAfter(after) ? Optional.of(at) : Optional.empty();
  }
}
