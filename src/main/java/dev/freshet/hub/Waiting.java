package dev.freshet.hub;

import dev.freshet.event.EventId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/** Who waits for the log, or for this node to dispatch an event. Guarded by the dispatch lock. */
final class Waiting {
  private final Queue<Reader> forPosition =
      new PriorityQueue<>(Comparator.comparing(Reader::position));
  private final Set<Subscriber> forLog = new HashSet<>();
  private long wakes;

  private record Reader(EventId position, Runnable callback) {}

  void forPosition(EventId position, Runnable callback) {
    forPosition.add(new Reader(position, callback));
  }

  /** How often this was woken: to be noted before the log is asked. */
  long wakes() {
    return wakes;
  }

  /** At once, if the log has come back since the subscriber noted the count of wakes. */
  void forLog(Subscriber subscriber, long noted) {
    if (noted == wakes) {
      forLog.add(subscriber);
    } else {
      subscriber.logResumed();
    }
  }

  void forget(Subscriber subscriber) {
    forLog.remove(subscriber);
  }

  /** The log is there, and this node has dispatched as far as that. */
  void wake(EventId dispatched) {
    wakes++;
    for (Reader first = forPosition.peek();
        first != null && !first.position().isAfter(dispatched);
        first = forPosition.peek()) {
      forPosition.remove().callback().run();
    }
    if (!forLog.isEmpty()) {
      List<Subscriber> all = new ArrayList<>(forLog);
      forLog.clear();
      all.forEach(Subscriber::logResumed);
    }
  }
}
