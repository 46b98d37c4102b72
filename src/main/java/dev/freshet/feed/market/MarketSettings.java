package dev.freshet.feed.market;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What market there is.
 *
 * @param instruments what a simulation trades
 * @param seed of the simulation, or null for another each time
 * @param tick the time from a simulated quote of an instrument to its next
 * @param file the recording; needed for {@link Origin#RECORDED}
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
  /** More than an hour in a second would be more candles at once than a series keeps. */
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

  /** How fast the market's time goes: faster than the clock's only in a replay. */
  double pace() {
    return origin == Origin.RECORDED ? speed : 1;
  }

  /** Tells apart what is kept: candles of two recordings are not of one series. */
  String series() {
    Path name = origin == Origin.RECORDED && file != null ? file.getFileName() : null;
    return name == null ? origin.label() : origin.label() + ":" + name;
  }
}
