package dev.freshet.showcase.uptime;

import org.jspecify.annotations.Nullable;

/**
 * Whether a target is up.
 *
 * @param isUp whether it is up; null before the first check
 * @param since the first check that found it so, in milliseconds since 1970
 */
record State(@Nullable Boolean isUp, long since) {
  static final State UNKNOWN = new State(null, 0);

  /** How much the clocks of two nodes may differ. */
  private static final long MOST_AHEAD_MILLIS = 60_000;

  static State since(boolean isUp, long time) {
    return new State(isUp, time);
  }

  /**
   * Returns the state after a check. If the current state began in the future, the clock was set
   * back.
   */
  State after(boolean nowUp, long time) {
    boolean isSame = isUp != null && isUp == nowUp;
    return isSame && since - time <= MOST_AHEAD_MILLIS ? this : since(nowUp, time);
  }

  String word() {
    return isUp == null ? "unknown" : isUp ? "up" : "down";
  }
}
