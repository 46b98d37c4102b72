package dev.freshet.log;

import dev.freshet.event.EventId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Maps publishers' own ids to the positions of their events. Several events may share an id, and
 * not every subscriber may see each of them. Guarded by the log's lock.
 */
final class PublishersIds {
  /** Maximum events with one id to examine, oldest first: bounds the time of a look-up. */
  static final int MOST_LOOKED_AT = 1024;

  private final NavigableSet<Use> uses =
      new TreeSet<>(Comparator.comparing(Use::id).thenComparing(Use::place));

  private record Use(String id, EventId place) {}

  void add(String id, EventId place) {
    uses.add(new Use(id, place));
  }

  void remove(String id, EventId place) {
    uses.remove(new Use(id, place));
  }

  /** Returns the positions of the events with an id, the oldest first. */
  List<EventId> places(String id) {
    List<EventId> places = new ArrayList<>();
    for (Use use : uses.tailSet(new Use(id, EventId.NONE), /* inclusive= */ true)) {
      if (!use.id().equals(id) || places.size() == MOST_LOOKED_AT) {
        break;
      }
      places.add(use.place());
    }
    return places;
  }
}
