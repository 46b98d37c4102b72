package dev.freshet.event;

/** Creates exceptions for invalid URL patterns. Their messages do not repeat the text. */
final class InvalidPattern {
  private InvalidPattern() {}

  static InvalidEventException because(String reason) {
    return new InvalidEventException("topic", "The URL pattern is not valid: " + reason + ".");
  }
}
