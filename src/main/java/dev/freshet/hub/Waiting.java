package dev.freshet.hub;

import dev.freshet.event.EventId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers that wait for the log, or for this node to dispatch an event. It makes no calls
 * itself but returns those to make once the lock is released. Guarded by the dispatch lock.
 */
final class Waiting {
  private final Queue<Reader> forPosition =
      new PriorityQueue<>(Comparator.comparing(Reader::position));
  private final Set<Subscriber> forLog = new HashSet<>();
  private long wakes;

  private record Reader(EventId position, Channel channel, Consumer<Seam> callback) {
    Runnable call(EventId dispatched) {
      Seam seam = new Seam(channel.last(), dispatched);
      return () -> callback.accept(seam);
    }
  }

  void forPosition(EventId position, Channel channel, Consumer<Seam> callback) {
    forPosition.add(new Reader(position, channel, callback));
  }

  /** How often {@link #wake} was called. Read it before asking the log. */
  long wakes() {
    return wakes;
  }

  /**
   * Adds a subscriber that waits for the log. Returns false if the log has come back since {@code
   * noted} was read.
   */
  boolean forLog(Subscriber subscriber, long noted) {
    if (noted != wakes) {
      return false;
    }
    forLog.add(subscriber);
    return true;
  }

  void forget(Subscriber subscriber) {
    forLog.remove(subscriber);
  }

  /**
   * Called when the log is available and this node has dispatched up to {@code dispatched}. Returns
   * the calls to make.
   */
  List<Runnable> wake(EventId dispatched) {
    wakes++;
    if (forLog.isEmpty() && !isReached(forPosition.peek(), dispatched)) {
      return List.of();
    }
    List<Runnable> calls = new ArrayList<>();
    for (Reader first = forPosition.peek();
        first != null && isReached(first, dispatched);
        first = forPosition.peek()) {
      calls.add(first.call(dispatched));
      forPosition.remove();
    }
    forLog.forEach(subscriber -> calls.add(subscriber::logResumed));
    forLog.clear();
    return calls;
  }

  private static boolean isReached(@Nullable Reader reader, EventId dispatched) {
    return reader != null && !reader.position().isAfter(dispatched);
  }
}
