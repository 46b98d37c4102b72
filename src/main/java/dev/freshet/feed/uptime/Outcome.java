package dev.freshet.feed.uptime;

import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt.
 *
 * @param isUp whether the target is as it should be
 * @param latencyMillis how long the answer took, or null without one
 * @param detail in words, for people; it names no host and no address, as everybody may read it
 * @param status of an HTTP answer, or null
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

  /** Milliseconds with three decimals. */
  static double millis(long nanos) {
    return Math.round(nanos / NANOS_PER_MILLI * THOUSANDTHS) / THOUSANDTHS;
  }
}
