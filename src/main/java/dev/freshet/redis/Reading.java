package dev.freshet.redis;

import dev.freshet.event.Event;

/** The result of reading a message: an event, or the reason why there is none. */
public sealed interface Reading {

  /** The message contains this event. */
  record Understood(Event event) implements Reading {}

  /**
   * The message cannot be passed on.
   *
   * @param reason one sentence for the log that does not quote the message
   */
  record Unreadable(String reason) implements Reading {}
}
