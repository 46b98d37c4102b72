package dev.freshet.log;

/** Another node holds the lease: what this node wanted to publish for the hub is that one's. */
public final class FencedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FencedException() {
    super("Another node holds the lease.");
  }
}
