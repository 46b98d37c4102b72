package dev.freshet.hub;

import dev.freshet.event.EventId;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Page;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * The latest events of the topics that a subscriber still has to be sent. If a replay follows, they
 * are merged into it by position, so that none is sent twice, or after a newer one.
 *
 * @param isAsked true if the log has yet to be asked for them
 * @param pending the known values not yet written, in order
 */
record LastValues(boolean isAsked, List<LoggedEvent> pending) {
  /** For a subscriber that did not ask for them, or has been sent them all. */
  static final LastValues NONE = new LastValues(/* isAsked= */ false, List.of());

  /** For a subscriber that asked for them. */
  static final LastValues ASKED = new LastValues(/* isAsked= */ true, List.of());

  static LastValues of(List<LoggedEvent> found) {
    return new LastValues(/* isAsked= */ false, List.copyOf(found));
  }

  /** Returns the values up to a position, where nothing is replayed. */
  List<LoggedEvent> upTo(EventId place) {
    return pending.stream().filter(value -> !value.position().isAfter(place)).toList();
  }

  /** Returns a page of the replay with the values that belong to it. */
  Collection<LoggedEvent> with(Page page) {
    List<LoggedEvent> due = upTo(page.reached());
    if (due.isEmpty()) {
      return page.events();
    }
    TreeMap<EventId, LoggedEvent> all = new TreeMap<>();
    due.forEach(value -> all.put(value.position(), value));
    page.events().forEach(event -> all.put(event.position(), event));
    return all.values();
  }

  /** Returns what remains once everything up to a position is written. */
  LastValues after(EventId place) {
    return pending.isEmpty()
        ? this
        : of(pending.stream().filter(value -> value.position().isAfter(place)).toList());
  }

  boolean isDone() {
    return !isAsked && pending.isEmpty();
  }
}
