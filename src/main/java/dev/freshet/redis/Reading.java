package dev.freshet.redis;

import dev.freshet.event.Event;

/** What became of a message: an event, or the reason why there is none. */
public sealed interface Reading {

  /** The message says this. */
  record Understood(Event event) implements Reading {}

  /**
   * The message cannot be passed on.
   *
   * @param reason one sentence for a log; it quotes nothing of the message
   */
  record Unreadable(String reason) implements Reading {}
}
