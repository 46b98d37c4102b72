package dev.freshet.feed.market;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** How long a candle is. All but the first are made of shorter ones. */
public enum Interval {
  /** The one that is made of quotes. */
  MINUTE("1m", Duration.ofMinutes(1)),
  FIVE_MINUTES("5m", Duration.ofMinutes(5)),
  QUARTER("15m", Duration.ofMinutes(15)),
  HOUR("1h", Duration.ofHours(1)),
  /** A day of UTC. */
  DAY("1d", Duration.ofDays(1));

  private final String label;
  private final Duration duration;

  Interval(String label, Duration duration) {
    this.label = label;
    this.duration = duration;
  }

  /** What topics and addresses call it. */
  public String label() {
    return label;
  }

  public Duration duration() {
    return duration;
  }

  /** Where the interval starts that a time is in: a whole number of them since 1970. */
  Instant startOf(Instant time) {
    long millis = duration.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
  }

  /** The one with that label. */
  public static Optional<Interval> named(String label) {
    return Stream.of(values()).filter(interval -> interval.label.equals(label)).findAny();
  }

  /** The one that a candle is of. */
  static Interval of(Candle candle) {
    return Stream.of(values())
        .filter(interval -> interval.duration.equals(candle.interval()))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("No interval is so long"));
  }
}
