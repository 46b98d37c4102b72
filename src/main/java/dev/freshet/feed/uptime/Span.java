package dev.freshet.feed.uptime;

/**
 * A time through which a target was up, or down, as far as the checks tell.
 *
 * @param from in milliseconds since 1970, as {@code to}; the first check
 * @param to the last check, or the first that found otherwise
 */
record Span(long from, long to, boolean isUp) {
  Span until(long later) {
    return new Span(from, later, isUp);
  }

  Span since(long later) {
    return new Span(later, to, isUp);
  }
}
