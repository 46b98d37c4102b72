package dev.freshet.log;

/** The log cannot accept or return events now, but may be able to later. */
public final class LogUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LogUnavailableException(String message) {
    super(message);
  }

  public LogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
