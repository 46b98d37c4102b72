package dev.freshet.showcase.uptime;

import dev.freshet.schedule.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves. Any thread. */
final class TestClock implements InstantSource {
  static final long START = 1_800_000_000_000L;

  private final AtomicLong millis = new AtomicLong(START);
  private final AtomicLong passed = new AtomicLong();

  void pass(Duration time) {
    millis.addAndGet(time.toMillis());
    passed.addAndGet(time.toNanos());
  }

  /** Sets the wall clock; the monotonic one does not notice. */
  void set(Duration jump) {
    millis.addAndGet(jump.toMillis());
  }

  long nanos() {
    return passed.get();
  }

  Time time() {
    return new Time(this, this::nanos);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis.get());
  }
}
