package dev.freshet.log;

import dev.freshet.event.EventId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** Collects the result of {@link EventLog#latest}. Not thread-safe. */
public final class LatestEvents {
  private final TreeMap<EventId, LoggedEvent> events = new TreeMap<>();

  /** Adds an event, unless it has already been added. */
  public void add(LoggedEvent logged) {
    events.put(logged.position(), logged);
  }

  /** Returns the events in log order; if there are more than the bounds allow, the newest. */
  public List<LoggedEvent> inOrder() {
    List<LoggedEvent> newest = new ArrayList<>();
    long bytes = 0;
    for (LoggedEvent logged : events.descendingMap().values()) {
      bytes += logged.wire().length;
      if (newest.size() == EventLog.MOST_LATEST
          || (bytes > EventLog.LATEST_BYTES && !newest.isEmpty())) {
        break;
      }
      newest.add(logged);
    }
    Collections.reverse(newest);
    return newest;
  }
}
