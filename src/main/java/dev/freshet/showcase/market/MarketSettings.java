package dev.freshet.showcase.market;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the market.
 *
 * @param instruments the instruments of a simulation
 * @param seed the seed of the simulation, or null for a different one each time
 * @param tick the time between two simulated quotes of an instrument
 * @param file the recording; required for {@link Origin#RECORDED}
 * @param speed how much faster than recorded it is replayed
 * @param topic the topic of {@link Origin#PUBLISHED} quotes
 */
public record MarketSettings(
    Origin origin,
    List<Instrument> instruments,
    @Nullable Long seed,
    Duration tick,
    @Nullable Path file,
    double speed,
    String topic) {
  /** More than an hour per second would be more candles at once than a series keeps. */
  public static final double MAX_SPEED = 3600;

  /**
   * @throws IllegalArgumentException if the speed is not above 0 and at most {@link #MAX_SPEED}, or
   *     there is no file for recorded quotes, or the topic is one of the market's own
   */
  public MarketSettings {
    instruments = List.copyOf(instruments);
    // Written so that NaN fails too.
    if (!(speed > 0 && speed <= MAX_SPEED)) {
      throw new IllegalArgumentException("The speed must be above 0, at most " + MAX_SPEED);
    }
    if (origin == Origin.RECORDED && file == null) {
      throw new IllegalArgumentException("A replay needs a file");
    }
    if (topic.isEmpty() || Topics.isOwn(topic)) {
      throw new IllegalArgumentException("The topic must not be one of the market's own");
    }
  }

  MarketSettings off() {
    return new MarketSettings(Origin.OFF, instruments, seed, tick, file, speed, topic);
  }

  /** Returns how fast the market's time passes: faster than the clock only in a replay. */
  double pace() {
    return origin == Origin.RECORDED ? speed : 1;
  }

  /** Returns the name of the stored series: candles of two recordings are separate series. */
  String series() {
    Path name = origin == Origin.RECORDED && file != null ? file.getFileName() : null;
    return name == null ? origin.label() : origin.label() + ":" + name;
  }
}
