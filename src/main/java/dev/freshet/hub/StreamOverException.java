package dev.freshet.hub;

/** A stream ended before anything was sent, so the request can be refused instead. */
public final class StreamOverException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final CloseReason reason;

  StreamOverException(CloseReason reason) {
    super("The stream has ended before it began: " + reason);
    this.reason = reason;
  }

  /** Why it ended. */
  public CloseReason reason() {
    return reason;
  }
}
