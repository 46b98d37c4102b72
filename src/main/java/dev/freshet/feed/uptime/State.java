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

  static State since(boolean isUp, long time) {
    return new State(isUp, time);
  }

  /** The state after a check. */
  State after(boolean nowUp, long time) {
    return isUp != null && isUp == nowUp ? this : since(nowUp, time);
  }

  String word() {
    return isUp == null ? "unknown" : isUp ? "up" : "down";
  }
}
