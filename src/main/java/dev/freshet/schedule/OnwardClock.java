package dev.freshet.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A wall clock that never goes back. When the system's wall clock is set back slightly, this one
 * stands still until the other has caught up; when it is set back further, this one continues by
 * elapsed time. Thread-safe.
 */
final class OnwardClock implements InstantSource {
  /** Standing still for longer would delay whatever uses this clock. */
  private static final Duration MOST_STANDSTILL = Duration.ofSeconds(2);

  private final Time time;

  // Guarded by this.
  private Instant shown;
  private long shownAt;

  OnwardClock(Time time) {
    this.time = time;
    this.shown = time.instant();
    this.shownAt = time.nanos();
  }

  @Override
  public synchronized Instant instant() {
    Instant wall = time.instant();
    long now = time.nanos();
    if (!wall.isBefore(shown)) {
      shown = wall;
    } else if (Duration.between(wall, shown).compareTo(MOST_STANDSTILL) > 0) {
      shown = shown.plusNanos(now - shownAt);
    }
    shownAt = now;
    return shown;
  }
}
