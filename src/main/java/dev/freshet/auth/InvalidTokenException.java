package dev.freshet.auth;

/** A token that proves nothing; the message may be shown to its bearer. */
public final class InvalidTokenException extends Exception {
  private static final long serialVersionUID = 1;

  public InvalidTokenException(String message) {
    super(message);
  }
}
