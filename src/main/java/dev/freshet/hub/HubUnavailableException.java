package dev.freshet.hub;

/** The hub is full or stopping, or its log is unavailable. Nothing was done; retry later. */
public final class HubUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public HubUnavailableException(String message) {
    super(message);
  }
}
