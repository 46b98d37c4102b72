package dev.freshet.feed.uptime;

/** A target that cannot be had as it is described; the message names the member that is wrong. */
public final class InvalidTargetException extends IllegalArgumentException {
  public InvalidTargetException(String message) {
    super(message);
  }
}
