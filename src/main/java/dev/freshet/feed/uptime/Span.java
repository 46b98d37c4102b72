package dev.freshet.feed.uptime;

/**
 * A time through which a target was up, or down, as far as the checks tell.
 *
 * @param from in milliseconds since 1970, as {@code to}; the first check
 * @param to the last check, or the first that found otherwise
 * @param reason why it was down, in the words of the first check; empty if it was up, or if that is
 *     not known
 */
record Span(long from, long to, boolean isUp, String reason) {
  Span until(long later) {
    return new Span(from, later, isUp, reason);
  }
}
