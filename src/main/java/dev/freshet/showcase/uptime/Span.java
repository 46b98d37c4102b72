package dev.freshet.showcase.uptime;

/**
 * A period in which a target was up, or down, as far as the checks tell.
 *
 * @param from the first check; like {@code to}, in milliseconds since 1970
 * @param to the last check, or the first with another result
 * @param reason why it was down, in the words of the first check; empty if it was up, or if that is
 *     unknown
 */
record Span(long from, long to, boolean isUp, String reason) {
  Span until(long later) {
    return new Span(from, later, isUp, reason);
  }
}
