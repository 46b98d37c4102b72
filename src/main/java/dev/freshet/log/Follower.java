package dev.freshet.log;

import dev.freshet.event.EventId;

/** Receives each new event of a log, in order, one call at a time. Must not block. */
public interface Follower {
  /** Called for each event, in log order. */
  void logged(LoggedEvent event);

  /**
   * Called when the log can be read for the first time, or again: events after {@code position}
   * will follow.
   *
   * @param complete false if events before the position may have been lost without being passed on
   */
  void resumed(EventId position, boolean complete);
}
