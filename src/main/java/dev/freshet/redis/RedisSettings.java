package dev.freshet.redis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Which Redis to listen to, to what, and how patiently.
 *
 * @param url {@code redis://} or {@code rediss://} with perhaps user, password, port and database;
 *     without a port, 6379 is added
 * @param channels names; those with {@code *}, {@code ?} or {@code [} are Redis's glob patterns. A
 *     message that several patterns match comes several times
 * @param pingInterval how often a connection is tried; one that is silent for twice as long is dead
 * @param connectTimeout how long to wait for a connection, and then for each answer until the
 *     channels are subscribed
 * @param closeTimeout how long {@code close} waits for the subscription to end
 * @param backoff the waits between attempts to connect
 */
public record RedisSettings(
    URI url,
    Set<String> channels,
    Duration pingInterval,
    Duration connectTimeout,
    Duration closeTimeout,
    Backoff backoff) {
  private static final int DEFAULT_PORT = 6379;
  private static final String GLOB = "*?[";

  /** Short enough that a dead Redis is noticed before people ask, long enough to cost nothing. */
  private static final Duration PING_INTERVAL = Duration.ofSeconds(5);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  /**
   * Checks all parts.
   *
   * @throws IllegalArgumentException if one cannot be used; its message shows no password
   */
  public RedisSettings {
    url = checked(url);
    channels = Set.copyOf(channels);
    if (channels.isEmpty() || channels.contains("")) {
      throw new IllegalArgumentException("Redis channels must be named, at least one.");
    }
    checkMillis(pingInterval.multipliedBy(2));
    checkMillis(connectTimeout);
    checkMillis(closeTimeout);
  }

  /** Listens to channels of a Redis, with the usual timings. */
  public static RedisSettings of(URI url, Set<String> channels) {
    return new RedisSettings(url, channels, PING_INTERVAL, CONNECT_TIMEOUT, CLOSE_TIMEOUT, BACKOFF);
  }

  private static URI checked(URI url) {
    boolean isRedis = JedisURIHelper.isRedisScheme(url) || JedisURIHelper.isRedisSSLScheme(url);
    if (!isRedis || url.getHost() == null) {
      throw new IllegalArgumentException(
          "The Redis URL must be redis:// or rediss:// with a host of letters, digits, '-', '.'.");
    }
    if (url.getUserInfo() != null && url.getUserInfo().indexOf(':') < 0) {
      throw new IllegalArgumentException(
          "The Redis URL has a user without a password; for a password alone write :password@.");
    }
    if (!url.getPath().matches("(/\\d{0,9})?")) {
      throw new IllegalArgumentException("The Redis URL's path must be a database number.");
    }
    String user = url.getRawUserInfo() == null ? "" : url.getRawUserInfo() + "@";
    return assembled(url, user, url.getPort() < 0 ? DEFAULT_PORT : url.getPort());
  }

  private static URI assembled(URI url, String user, int port) {
    return URI.create(url.getScheme() + "://" + user + url.getHost() + ":" + port + url.getPath());
  }

  private static void checkMillis(Duration time) {
    if (time.compareTo(Duration.ofMillis(1)) < 0
        || time.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("A time for Redis must be 1 ms to 24 days: " + time);
    }
  }

  /** The URL without user and password. */
  public String shownUrl() {
    return assembled(url, "", url.getPort()).toString();
  }

  /** How long a connection may be silent before it counts as dead. */
  public Duration silenceLimit() {
    return pingInterval.multipliedBy(2);
  }

  List<String> names() {
    return sorted().filter(channel -> !isPattern(channel)).toList();
  }

  List<String> patterns() {
    return sorted().filter(RedisSettings::isPattern).toList();
  }

  private Stream<String> sorted() {
    return channels.stream().sorted();
  }

  private static boolean isPattern(String channel) {
    return channel.chars().anyMatch(c -> GLOB.indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return shownUrl() + " " + sorted().toList();
  }
}
