package dev.freshet.hub;

/** An event has more bytes than the hub accepts. */
public final class EventTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EventTooLargeException(int limit) {
    super("The event has more than " + limit + " bytes.");
  }
}
