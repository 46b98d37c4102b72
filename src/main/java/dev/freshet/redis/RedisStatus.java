package dev.freshet.redis;

/**
 * The state of a subscription. The counts are since its start.
 *
 * @param connected whether Redis has confirmed all channels and is not known to be gone
 * @param received messages received
 * @param handedOn events that the sink accepted
 * @param unreadable messages that were not valid events
 * @param sinkFailures events that the sink did not accept
 * @param leftToOthers messages left to another node
 * @param connects how often Redis confirmed all channels
 * @param disconnects how often such a connection ended, including by {@code close}
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
