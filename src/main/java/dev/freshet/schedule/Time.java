package dev.freshet.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of a node. The wall clock says what the date is, and may be set at any moment, in
 * either direction. The monotonic clock only measures how much time has passed. Whatever waits for
 * a while goes by the second one. Immutable.
 *
 * @param monotonic nanoseconds since an arbitrary moment, such as {@link System#nanoTime}
 */
public record Time(InstantSource wall, LongSupplier monotonic) {

  /** The clocks of the machine. */
  public static Time system() {
    return new Time(InstantSource.system(), System::nanoTime);
  }

  /** A wall clock that nobody sets: time passes as on it. */
  public static Time of(InstantSource clock) {
    Instant start = clock.instant();
    return new Time(clock, () -> Duration.between(start, clock.instant()).toNanos());
  }

  /** What the wall clock shows. */
  public Instant instant() {
    return wall.instant();
  }

  /** What the wall clock shows, in milliseconds since 1970. */
  public long millis() {
    return wall.millis();
  }

  /** What the monotonic clock shows. */
  public long nanos() {
    return monotonic.getAsLong();
  }

  /** How much time has passed since the monotonic clock showed {@code nanos}. */
  public Duration since(long nanos) {
    return Duration.ofNanos(nanos() - nanos);
  }

  /** A clock that shows the wall clock's time of this moment, and goes by elapsed time from now. */
  public InstantSource steady() {
    Instant start = instant();
    long begun = nanos();
    return () -> start.plusNanos(nanos() - begun);
  }

  /** A clock that shows what the wall clock shows, but never goes back. */
  public InstantSource onward() {
    return new OnwardClock(this);
  }
}
