package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.TextBounds;
import dev.freshet.log.LogBounds;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Which Redis holds the log, under which keys, and how much it keeps.
 *
 * @param prefix distinguishes hubs that share a Redis; a hub's keys begin with it, in braces
 * @param bounds the bounds of the log of all topics; its bytes are ignored, as Redis has its own
 *     limit
 * @param topics the bounds of each topic's own history
 * @param maxEventBytes maximum bytes of an event's data, for publishers that append directly
 * @param texts limits of an event's names, for the same publishers
 * @param timings the timeouts
 */
public record RedisLogSettings(
    RedisUrl url,
    String prefix,
    LogBounds bounds,
    TopicBounds topics,
    int maxEventBytes,
    TextBounds texts,
    Timings timings) {
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  /**
   * The timeouts.
   *
   * @param connect how long to wait for a connection
   * @param answer how long to wait for an answer before the connection counts as dead
   * @param block how long one read waits for new events before it is repeated
   * @param lease how long a lease lasts without renewal; it is renewed five times within that
   * @param presence how long a node may be silent before it counts as dead; much longer than a
   *     node's usual silence, but short enough not to mislead users
   * @param backoff the waits between attempts to connect
   */
  public record Timings(
      Duration connect,
      Duration answer,
      Duration block,
      Duration lease,
      Duration presence,
      Backoff backoff) {

    /** The default timeouts. A dead lease holder is replaced within 1.2 times the lease. */
    public static Timings usual() {
      return new Timings(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofMillis(2500),
          Duration.ofSeconds(5),
          new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1)));
    }
  }

  public RedisLogSettings {
    if (!isPrefix(prefix)) {
      throw new IllegalArgumentException(
          "a prefix of Redis keys must be up to 64 letters, digits or . _ : -");
    }
  }

  /** Whether this is a valid prefix: up to 64 letters, digits or {@code . _ : -}. */
  public static boolean isPrefix(String text) {
    return PREFIX.matcher(text).matches();
  }

  /** The prefix of every key of the hub. The braces keep all keys in one slot of a cluster. */
  String hub() {
    return "{" + prefix + "}";
  }

  byte[] hubBytes() {
    return hub().getBytes(UTF_8);
  }

  Connector connector() {
    return new Connector(url, hub(), timings.connect());
  }
}
