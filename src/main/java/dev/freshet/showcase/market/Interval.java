package dev.freshet.showcase.market;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The length of a candle. All but the shortest are made of shorter ones. */
public enum Interval {
  /** The only interval built from quotes. */
  MINUTE("1m", Duration.ofMinutes(1)),
  FIVE_MINUTES("5m", Duration.ofMinutes(5)),
  QUARTER("15m", Duration.ofMinutes(15)),
  HOUR("1h", Duration.ofHours(1)),
  /** A UTC day. */
  DAY("1d", Duration.ofDays(1));

  private final String label;
  private final Duration duration;

  Interval(String label, Duration duration) {
    this.label = label;
    this.duration = duration;
  }

  /** Returns its name in topics and addresses. */
  public String label() {
    return label;
  }

  public Duration duration() {
    return duration;
  }

  /**
   * Returns the start of the interval that contains a time: a whole number of intervals since 1970.
   */
  Instant startOf(Instant time) {
    long millis = duration.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
  }

  /** Returns the interval with this label. */
  public static Optional<Interval> named(String label) {
    return Stream.of(values()).filter(interval -> interval.label.equals(label)).findAny();
  }

  /** Returns the interval of a candle. */
  static Interval of(Candle candle) {
    return Stream.of(values())
        .filter(interval -> interval.duration.equals(candle.interval()))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("No interval is so long"));
  }
}
