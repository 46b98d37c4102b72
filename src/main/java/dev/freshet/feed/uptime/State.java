package dev.freshet.feed.uptime;

import org.jspecify.annotations.Nullable;

/**
 * Whether a target is up.
 *
 * @param isUp null before the first check
 * @param since the check that found it so first, in milliseconds since 1970
 */
record State(@Nullable Boolean isUp, long since) {
  static final State UNKNOWN = new State(null, 0);

  /** By how much clocks of two nodes may differ. */
  private static final long MOST_AHEAD_MILLIS = 60_000;

  static State since(boolean isUp, long time) {
    return new State(isUp, time);
  }

  /**
   * The state after a check. It has not lasted since a time to come: then the clock was set back.
   */
  State after(boolean nowUp, long time) {
    boolean isSame = isUp != null && isUp == nowUp;
    return isSame && since - time <= MOST_AHEAD_MILLIS ? this : since(nowUp, time);
  }

  String word() {
    return isUp == null ? "unknown" : isUp ? "up" : "down";
  }
}
