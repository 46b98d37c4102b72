package dev.freshet.showcase.social;

/** Thrown when a request is refused; the message gives the reason, and may be shown. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /** The reason for a refusal. */
  public enum Reason {
    /** The text, the name or the request itself is invalid. */
    INVALID,
    /** It does not exist, or no longer. */
    MISSING,
    /** It belongs to somebody else. */
    FORBIDDEN,
    /** Somebody else was faster, or already has it. */
    CONFLICT,
    /** The same key was used for something else. */
    REUSED,
    /** There is no room. */
    FULL
  }

  RefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  static RefusedException invalid(String message) {
    return new RefusedException(Reason.INVALID, message);
  }

  static RefusedException missing(String message) {
    return new RefusedException(Reason.MISSING, message);
  }

  public Reason reason() {
    return reason;
  }
}
