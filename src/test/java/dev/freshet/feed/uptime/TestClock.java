package dev.freshet.feed.uptime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves. Any thread. */
final class TestClock implements InstantSource {
  static final long START = 1_800_000_000_000L;

  private final AtomicLong millis = new AtomicLong(START);

  void pass(Duration time) {
    millis.addAndGet(time.toMillis());
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis.get());
  }
}
