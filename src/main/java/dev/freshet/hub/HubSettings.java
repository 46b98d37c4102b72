package dev.freshet.hub;

import java.time.Duration;

/**
 * The limits and rhythms of a hub.
 *
 * @param maxStreams open streams; one more is refused
 * @param maxEventBytes UTF-8 bytes of one event's data
 * @param maxLagEvents events a subscriber may fall behind
 * @param maxLagBytes wire bytes a subscriber may fall behind
 * @param heartbeat a stream is never silent for longer than this; zero: no heartbeats
 * @param retry about how long clients wait before they reconnect; each is told its own time,
 *     between half and one and a half of this, so that they do not come all at once
 * @param pumps threads that write
 * @param maxRest the longest that a pump waits after it has written several events at once to a
 *     stream, so that more of those that come quickly share a write; zero: never
 * @param maxReplayBytes bytes of the log that streams may hold together until their clients have
 *     read them; beyond, those that have not been read for longest are closed
 */
public record HubSettings(
    int maxStreams,
    int maxEventBytes,
    int maxLagEvents,
    long maxLagBytes,
    Duration heartbeat,
    Duration retry,
    int pumps,
    Duration maxRest,
    long maxReplayBytes) {
  public HubSettings {
    if (maxStreams < 1
        || maxEventBytes < 1
        || maxLagEvents < 1
        || maxLagBytes < 1
        || pumps < 1
        || maxReplayBytes < 1) {
      throw new IllegalArgumentException("the limits of the hub must be positive");
    }
    if (heartbeat.isNegative() || retry.isNegative() || maxRest.isNegative()) {
      throw new IllegalArgumentException("the rhythms of the hub must not be negative");
    }
  }

  /** Everything at its documented default. */
  public static HubSettings defaults() {
    return new HubSettings(
        50_000,
        1024 * 1024,
        10_000,
        8L * 1024 * 1024,
        Duration.ofSeconds(15),
        Duration.ofSeconds(2),
        Math.max(1, Runtime.getRuntime().availableProcessors()),
        Duration.ofMillis(40),
        Runtime.getRuntime().maxMemory() / 8);
  }
}
