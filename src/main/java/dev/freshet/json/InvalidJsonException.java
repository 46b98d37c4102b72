package dev.freshet.json;

/** A text that is not the JSON that was asked for; the message does not repeat it. */
public final class InvalidJsonException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InvalidJsonException(String message) {
    super(message);
  }
}
