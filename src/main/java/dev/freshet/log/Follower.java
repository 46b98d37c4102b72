package dev.freshet.log;

import dev.freshet.event.EventId;

/** Receives each new event of a log: in order, one call at a time. Must not block. */
public interface Follower {
  void logged(LoggedEvent event);

  /**
   * The log can be read, at first or again: events after {@code position} will be told.
   *
   * @param complete false if events before the position may be lost that were never told
   */
  void resumed(EventId position, boolean complete);
}
