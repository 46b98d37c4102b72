package dev.freshet.http;

import java.time.Duration;

/**
 * How much the bodies of requests may take while they are read.
 *
 * @param most bodies that are waited for at the same time, each of which keeps a thread
 * @param bytes bytes of all bodies together, while they are read and acted on
 * @param time how long one body may take from when it is first waited for
 */
public record BodyLimits(int most, long bytes, Duration time) {
  /** A client, which is an account or a network, may have a fourth of the room. */
  private static final int SHARE_OF_A_CLIENT = 4;

  /** Clients without a token or a session may have half of the room together. */
  private static final int SHARE_OF_STRANGERS = 2;

  /** Room for two bodies of the largest size, and more where the heap is large. */
  static final long FEWEST_BYTES = 2L * BatchResource.MOST_BYTES;

  /** How many of one client may be waited for. */
  int mostOfClient() {
    return Math.max(1, most / SHARE_OF_A_CLIENT);
  }

  /** How many of clients that are not known may be waited for. */
  int mostOfStrangers() {
    return Math.max(1, most / SHARE_OF_STRANGERS);
  }

  /** Bytes that bodies of clients that are not known may take. */
  long bytesOfStrangers() {
    return bytes / SHARE_OF_STRANGERS;
  }

  /** The default of {@link #bytes} for a heap of this size. */
  public static long usualBytes(long heap) {
    return Math.max(FEWEST_BYTES, heap / 8);
  }
}
