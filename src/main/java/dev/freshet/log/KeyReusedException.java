package dev.freshet.log;

/** A different event was appended with the same key a short while ago. */
public final class KeyReusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public KeyReusedException() {
    super("Another event was published with this idempotency key.");
  }
}
