package dev.freshet.redis;

import dev.freshet.event.TextBounds;
import java.time.Duration;

/**
 * Which Redis to listen to, on which channels, and with which timeouts.
 *
 * @param url the address of Redis
 * @param texts how long the names of an event may be
 * @param pingInterval how often a connection is pinged; one that is silent for twice as long counts
 *     as dead
 * @param connectTimeout how long to wait for a connection, and then for each answer until the
 *     channels are subscribed
 * @param backoff the waits between attempts to connect
 */
public record RedisSettings(
    RedisUrl url,
    Channels channels,
    TextBounds texts,
    Duration pingInterval,
    Duration connectTimeout,
    Backoff backoff) {
  /** Short enough to notice a dead Redis before users do, long enough to cost nothing. */
  private static final Duration PING_INTERVAL = Duration.ofSeconds(5);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));

  /**
   * Checks the timeouts.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public RedisSettings {
    checkMillis(pingInterval.multipliedBy(2));
    checkMillis(connectTimeout);
  }

  /** Returns settings with the default timeouts. */
  public static RedisSettings of(RedisUrl url, Channels channels, TextBounds texts) {
    return new RedisSettings(url, channels, texts, PING_INTERVAL, CONNECT_TIMEOUT, BACKOFF);
  }

  private static void checkMillis(Duration time) {
    if (time.compareTo(Duration.ofMillis(1)) < 0
        || time.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("A time for Redis must be 1 ms to 24 days: " + time);
    }
  }

  /** How long a connection may be silent before it counts as dead. */
  public Duration silenceLimit() {
    return pingInterval.multipliedBy(2);
  }

  @Override
  public String toString() {
    return url + " " + channels;
  }
}
