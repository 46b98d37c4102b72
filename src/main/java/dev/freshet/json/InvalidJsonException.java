package dev.freshet.json;

/** A text is not the expected JSON. The message does not repeat it. */
public final class InvalidJsonException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InvalidJsonException(String message) {
    super(message);
  }
}
