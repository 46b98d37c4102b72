package dev.freshet.redis;

/**
 * How a subscription fares; the numbers count from its start.
 *
 * @param connected whether Redis has confirmed all channels and is not known to be gone
 * @param received messages that came
 * @param handedOn events that the sink kept
 * @param unreadable messages that were no event
 * @param sinkFailures events that the sink did not keep
 * @param leftToOthers messages that another node takes
 * @param connects how often Redis confirmed all channels
 * @param disconnects how often such a connection ended, by {@code close} too
 */
public record RedisStatus(
    boolean connected,
    long received,
    long handedOn,
    long unreadable,
    long sinkFailures,
    long leftToOthers,
    long connects,
    long disconnects) {}
