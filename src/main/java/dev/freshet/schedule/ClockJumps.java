package dev.freshet.schedule;

import dev.freshet.health.Fault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Detects that the wall clock was set, from a difference to the monotonic clock since the last
 * look. Used by one thread at a time.
 */
final class ClockJumps {
  /** Smaller jumps are normal clock adjustment, and do not reorder due times. */
  static final Duration LEAST = Duration.ofSeconds(2);

  /** How long the status shows a jump. */
  static final Duration SHOWN = Duration.ofMinutes(1);

  private final Time time;
  private final Fault fault;

  private long millis;
  private long nanos;
  private @Nullable Long jumpedAt;

  /**
   * Starts to watch.
   *
   * @param fault reports a jump for a while
   */
  ClockJumps(Time time, Fault fault) {
    this.time = time;
    this.fault = fault;
    this.millis = time.millis();
    this.nanos = time.nanos();
  }

  /** Returns by how much the clock was set since the last look: forward, or back if negative. */
  Duration look() {
    long nowMillis = time.millis();
    long now = time.nanos();
    Duration jump = Duration.ofMillis(nowMillis - millis).minusNanos(now - nanos);
    millis = nowMillis;
    nanos = now;
    if (jump.abs().compareTo(LEAST) <= 0) {
      endWhenOld(now);
      return Duration.ZERO;
    }
    jumpedAt = now;
    fault.begin(
        "The clock was set "
            + (jump.isNegative() ? "back" : "forward")
            + " by "
            + jump.abs().toSeconds()
            + " s. Intervals go on; due times of cron expressions and dates were worked out again.");
    return jump;
  }

  private void endWhenOld(long now) {
    if (jumpedAt != null && now - jumpedAt > SHOWN.toNanos()) {
      jumpedAt = null;
      fault.end();
    }
  }
}
