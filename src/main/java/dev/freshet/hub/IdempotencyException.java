package dev.freshet.hub;

/** An idempotency key was used for another event; the message may be shown to the publisher. */
public final class IdempotencyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  IdempotencyException(String message) {
    super(message);
  }
}
