package dev.freshet.web;

import java.time.Duration;

/**
 * Limits on the bodies of requests while they are read.
 *
 * @param most maximum bodies being waited for at the same time, each of which occupies a thread
 * @param bytes maximum bytes of all bodies together, while they are read and processed
 * @param time how long one body may take, measured from when a thread first waits for it
 */
public record BodyLimits(int most, long bytes, Duration time) {
  /** Maximum bytes of a batch, the largest body that the hub accepts. */
  public static final int BATCH_BYTES = 16 * 1024 * 1024;

  /** One client, an account or a network, may use a quarter of the room. */
  private static final int SHARE_OF_A_CLIENT = 4;

  /** Clients without a token or a session may together use half of the room. */
  private static final int SHARE_OF_STRANGERS = 2;

  /** Room for two bodies of the largest size; the default is higher on a large heap. */
  static final long FEWEST_BYTES = 2L * BATCH_BYTES;

  /** Maximum bodies of one client being waited for. */
  int mostOfClient() {
    return Math.max(1, most / SHARE_OF_A_CLIENT);
  }

  /** Maximum bodies of unidentified clients being waited for. */
  int mostOfStrangers() {
    return Math.max(1, most / SHARE_OF_STRANGERS);
  }

  /** Maximum bytes of bodies of unidentified clients. */
  long bytesOfStrangers() {
    return bytes / SHARE_OF_STRANGERS;
  }

  /** Returns the default of {@link #bytes} for a heap of this size. */
  public static long usualBytes(long heap) {
    return Math.max(FEWEST_BYTES, heap / 8);
  }
}
