package dev.freshet.hub;

/** Another node holds the lease for work that only one node does. The event was not published. */
public final class NotHolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotHolderException() {
    super("Another node holds the lease.");
  }
}
