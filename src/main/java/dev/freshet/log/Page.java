package dev.freshet.log;

import dev.freshet.event.EventId;
import java.util.List;

/**
 * A part of a replay.
 *
 * @param events those that match, in order
 * @param reached the log has been read up to here, this place included
 * @param complete false if the log dropped events of the range before they could be read
 */
public record Page(List<LoggedEvent> events, EventId reached, boolean complete) {
  public Page {
    events = List.copyOf(events);
  }
}
