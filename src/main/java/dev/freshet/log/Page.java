package dev.freshet.log;

import dev.freshet.event.EventId;
import java.util.List;

/**
 * One page of a replay.
 *
 * @param events the matching events, in order
 * @param reached the position up to which the log has been read, inclusive
 * @param complete false if the log dropped events of the range before they could be read
 */
public record Page(List<LoggedEvent> events, EventId reached, boolean complete) {
  public Page {
    events = List.copyOf(events);
  }
}
