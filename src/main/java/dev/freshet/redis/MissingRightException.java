package dev.freshet.redis;

/** The hub's user may not run a command without which an append would be half done. */
final class MissingRightException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MissingRightException(String command) {
    super("The Redis user of the hub may not run " + command + ".");
  }
}
