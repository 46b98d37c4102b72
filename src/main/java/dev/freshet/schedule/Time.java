package dev.freshet.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of a node. The wall clock tells the date, and may be set at any moment, in either
 * direction. The monotonic clock only measures elapsed time, and is used for all waiting.
 * Immutable.
 *
 * @param monotonic nanoseconds since an arbitrary moment, such as {@link System#nanoTime}
 */
public record Time(InstantSource wall, LongSupplier monotonic) {

  /** Returns the clocks of the machine. */
  public static Time system() {
    return new Time(InstantSource.system(), System::nanoTime);
  }

  /** Returns clocks for a wall clock that is never set: elapsed time follows it. */
  public static Time of(InstantSource clock) {
    Instant start = clock.instant();
    return new Time(clock, () -> Duration.between(start, clock.instant()).toNanos());
  }

  /** Returns the time of the wall clock. */
  public Instant instant() {
    return wall.instant();
  }

  /** Returns the time of the wall clock in milliseconds since 1970. */
  public long millis() {
    return wall.millis();
  }

  /** Returns the time of the monotonic clock in nanoseconds. */
  public long nanos() {
    return monotonic.getAsLong();
  }

  /** Returns how much time has passed since the monotonic clock showed {@code nanos}. */
  public Duration since(long nanos) {
    return Duration.ofNanos(nanos() - nanos);
  }

  /** Returns a clock that starts at the current wall clock time and continues by elapsed time. */
  public InstantSource steady() {
    Instant start = instant();
    long begun = nanos();
    return () -> start.plusNanos(nanos() - begun);
  }

  /** Returns a clock that follows the wall clock, but never goes back. */
  public InstantSource onward() {
    return new OnwardClock(this);
  }
}
