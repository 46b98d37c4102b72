package dev.freshet.redis;

/** The hub's user may not run a command that the hub's scripts need; they would stop halfway. */
final class MissingRightException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MissingRightException(String command) {
    super("The Redis user of the hub may not run " + command + ".");
  }
}
