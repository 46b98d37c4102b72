package dev.freshet.log;

/** Another node holds the lease, so this node must not publish on behalf of the hub. */
public final class FencedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FencedException() {
    super("Another node holds the lease.");
  }
}
