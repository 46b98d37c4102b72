package dev.freshet.hub;

/** Another node does what only one node of the hub does; nobody saw the event. */
public final class NotHolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotHolderException() {
    super("Another node holds the lease.");
  }
}
