package dev.freshet.hub;

import dev.freshet.event.EventId;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Page;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * The latest event of each topic, as far as a subscriber still has to write it. Where a replay
 * follows, the values take their places among its events: so none comes twice, and none after a
 * newer one.
 *
 * @param isAsked true while the log is still to be asked for them
 * @param pending those that are known, in order
 */
record LastValues(boolean isAsked, List<LoggedEvent> pending) {
  /** Of who did not ask, or has them all. */
  static final LastValues NONE = new LastValues(/* isAsked= */ false, List.of());

  /** Of who asked. */
  static final LastValues ASKED = new LastValues(/* isAsked= */ true, List.of());

  static LastValues of(List<LoggedEvent> found) {
    return new LastValues(/* isAsked= */ false, List.copyOf(found));
  }

  /** What is to be written up to a place at which nothing is replayed. */
  List<LoggedEvent> upTo(EventId place) {
    return pending.stream().filter(value -> !value.position().isAfter(place)).toList();
  }

  /** What is to be written with a page of the replay. */
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

  /** What is left when all up to a place is written. */
  LastValues after(EventId place) {
    return pending.isEmpty()
        ? this
        : of(pending.stream().filter(value -> value.position().isAfter(place)).toList());
  }

  boolean isDone() {
    return !isAsked && pending.isEmpty();
  }
}
