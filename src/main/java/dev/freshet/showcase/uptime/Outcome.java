package dev.freshet.showcase.uptime;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of one attempt.
 *
 * @param isUp whether the target is as required
 * @param latencyMillis how long the response took, or null without one
 * @param detail an explanation for people; names no host or address, because it is public
 * @param status the status of an HTTP response, or null
 * @param daysLeft whole days until the certificate expires, or null
 */
record Outcome(
    boolean isUp,
    @Nullable Double latencyMillis,
    String detail,
    @Nullable Integer status,
    @Nullable Integer daysLeft) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double THOUSANDTHS = 1000;

  static Outcome down(String detail) {
    return new Outcome(false, null, detail, null, null);
  }

  /** Returns milliseconds with three decimals. */
  static double millis(long nanos) {
    return Math.round(nanos / NANOS_PER_MILLI * THOUSANDTHS) / THOUSANDTHS;
  }
}
