package dev.freshet.auth;

/** Thrown for a token that is not valid; the message may be shown to its bearer. */
public final class InvalidTokenException extends Exception {
  private static final long serialVersionUID = 1;

  public InvalidTokenException(String message) {
    super(message);
  }
}
