package dev.freshet.hub;

/**
 * The hub is full, is stopping, or its log is away. Nothing happened; later it may be different.
 */
public final class HubUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public HubUnavailableException(String message) {
    super(message);
  }
}
