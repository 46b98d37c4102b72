package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.TextBounds;
import dev.freshet.log.LogBounds;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Which Redis holds the log, under which names, and how much of it.
 *
 * @param prefix tells apart the hubs that share a Redis; their keys begin with it, in braces
 * @param bounds of the log of all topics; the bytes are not counted, Redis has its own bound
 * @param topics of each topic's own history
 * @param maxEventBytes data of an event, for publishers that append by themselves
 * @param texts names of an event, for the same
 * @param timings how patient to be
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
   * How patient to be.
   *
   * @param connect for a connection
   * @param answer for an answer; then the connection counts as dead
   * @param block how long one read waits for new events before it asks again
   * @param lease how long a lease lives that nobody renews; it is renewed five times as often
   * @param presence after which a node that is not heard of counts as dead; much longer than a
   *     node's usual silence, and no longer than users would take for wrong
   * @param backoff the waits between attempts to connect
   */
  public record Timings(
      Duration connect,
      Duration answer,
      Duration block,
      Duration lease,
      Duration presence,
      Backoff backoff) {

    /** A holder that died is followed within the lease and a fifth of it. */
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

  /** Whether keys can begin so: up to 64 letters, digits or {@code . _ : -}. */
  public static boolean isPrefix(String text) {
    return PREFIX.matcher(text).matches();
  }

  /** What every key of the hub begins with; the braces keep them in one slot of a Cluster. */
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
