package dev.freshet.hub;

import java.time.Duration;

/**
 * The limits and intervals of a hub.
 *
 * @param maxStreams maximum open streams; further ones are refused
 * @param maxEventBytes maximum UTF-8 bytes of one event's data
 * @param maxLagEvents how many events a subscriber may fall behind
 * @param maxLagBytes how many wire bytes a subscriber may fall behind
 * @param heartbeat the longest a stream stays silent; zero disables heartbeats
 * @param retry roughly how long clients wait before they reconnect; each is told its own time,
 *     between half and one and a half times this, so that they do not all reconnect at once
 * @param pumps number of threads that write
 * @param maxRest the longest a pump waits after it has written several events at once to a stream,
 *     so that more events of a burst share a write; zero disables the wait
 * @param maxReplayBytes bytes of the log that all streams together may hold until their clients
 *     have read them; beyond that, the streams that have been stuck longest are closed
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

  /** Returns the documented defaults. */
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
