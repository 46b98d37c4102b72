package dev.freshet.feed.social;

/** What somebody wants cannot be done; the message says why, and may be shown. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /** What is wrong. */
  public enum Reason {
    /** The text, the name or the request itself. */
    INVALID,
    /** It is not there, or no longer. */
    MISSING,
    /** It is somebody else's. */
    FORBIDDEN,
    /** Somebody else was faster, or has it. */
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
