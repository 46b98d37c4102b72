package dev.freshet.event;

/** The refusal of a text that is no URL pattern. It does not repeat the text. */
final class InvalidPattern {
  private InvalidPattern() {}

  static InvalidEventException because(String reason) {
    return new InvalidEventException("topic", "The URL pattern is not valid: " + reason + ".");
  }
}
