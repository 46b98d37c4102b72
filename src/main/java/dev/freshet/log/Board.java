package dev.freshet.log;

import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The latest events of each topic. They are kept beyond the log's limits on count and bytes, so
 * that a quiet topic keeps its value while a busy one fills the log.
 */
final class Board {
  /** Maximum topics. Beyond that, those whose latest event is oldest are dropped. */
  static final int MOST_TOPICS = 10_000;

  /** Maximum heap, in estimated bytes. */
  static final long MOST_BYTES = 32L * 1024 * 1024;

  /** Estimated bytes of a topic in addition to its events: its name and map entries. */
  private static final int TOPIC_OVERHEAD = 256;

  /** Written under the log's lock, read without it. */
  private final Map<String, Latest> topics = new ConcurrentHashMap<>();

  // Guarded by the log's lock.
  /** The same topics; the one that has been silent longest comes first. */
  private final LinkedHashSet<String> byAge = new LinkedHashSet<>();

  /** For how many topics each event is the latest, so that its bytes are counted once. */
  private final Map<LoggedEvent, Integer> uses = new HashMap<>();

  private long bytes;

  /**
   * The latest events of one topic. A subscriber that may not see the private one is given the
   * public one.
   *
   * @param open the latest public event
   * @param closed the latest private event
   */
  record Latest(@Nullable LoggedEvent open, @Nullable LoggedEvent closed) {
    private static final Latest NONE = new Latest(null, null);

    Latest with(LoggedEvent logged) {
      return logged.event().isPrivate() ? new Latest(open, logged) : new Latest(logged, closed);
    }

    private @Nullable LoggedEvent of(boolean isPrivate) {
      return isPrivate ? closed : open;
    }

    /** Returns the newer of the two that pass the filter, or null. */
    @Nullable LoggedEvent newest(Predicate<LoggedEvent> filter) {
      LoggedEvent publicOne = open != null && filter.test(open) ? open : null;
      LoggedEvent privateOne = closed != null && filter.test(closed) ? closed : null;
      if (publicOne == null || privateOne == null) {
        return publicOne == null ? privateOne : publicOne;
      }
      return publicOne.position().isAfter(privateOne.position()) ? publicOne : privateOne;
    }

    boolean isAfter(EventId place) {
      return (open != null && open.position().isAfter(place))
          || (closed != null && closed.position().isAfter(place));
    }
  }

  /** Adds the newest event, and drops topics older than that. Under the log's lock. */
  void add(LoggedEvent logged, long oldestMillis) {
    for (String topic : logged.event().topics()) {
      Latest before = topics.getOrDefault(topic, Latest.NONE);
      topics.put(topic, before.with(logged));
      retain(logged);
      release(before.of(logged.event().isPrivate()));
      if (!byAge.remove(topic)) {
        bytes += cost(topic);
      }
      byAge.add(topic);
    }
    trim(oldestMillis);
  }

  private static long cost(String topic) {
    return (long) TOPIC_OVERHEAD + topic.length();
  }

  private void retain(LoggedEvent logged) {
    if (uses.merge(logged, 1, Integer::sum) == 1) {
      bytes += MemoryLog.cost(logged);
    }
  }

  private void release(@Nullable LoggedEvent logged) {
    if (logged != null && uses.computeIfPresent(logged, Board::oneLess) == null) {
      bytes -= MemoryLog.cost(logged);
    }
  }

  private static @Nullable Integer oneLess(LoggedEvent logged, Integer count) {
    return count == 1 ? null : count - 1;
  }

  /** Under the log's lock. */
  void trim(long oldestMillis) {
    while (!byAge.isEmpty()) {
      String topic = byAge.iterator().next();
      Latest latest = topics.getOrDefault(topic, Latest.NONE);
      if (byAge.size() <= MOST_TOPICS
          && bytes <= MOST_BYTES
          && latest.isAfter(new EventId(Math.max(0, oldestMillis - 1), Long.MAX_VALUE))) {
        return;
      }
      byAge.remove(topic);
      topics.remove(topic);
      bytes -= cost(topic);
      release(latest.open());
      release(latest.closed());
    }
  }

  /** Returns the topics that a subscription selects, with their latest events. Any thread. */
  Map<String, Latest> of(Subscription subscription) {
    Map<String, Latest> found = new HashMap<>();
    Set<Selector> patterns = new LinkedHashSet<>();
    for (Selector selector : subscription.selectors()) {
      Latest latest = selector.comparesText() ? topics.get(selector.toString()) : null;
      if (latest != null) {
        found.put(selector.toString(), latest);
      }
      if (selector.isEverything() || selector.pattern() != null) {
        patterns.add(selector);
      }
    }
    if (!patterns.isEmpty()) {
      topics.forEach(
          (topic, latest) -> {
            if (patterns.stream().anyMatch(pattern -> pattern.matches(topic))) {
              found.put(topic, latest);
            }
          });
    }
    return found;
  }
}
