package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.log.EventLog;
import dev.freshet.log.LatestEvents;
import dev.freshet.log.LoggedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Reads the last values from the topics' histories. The index of topics is used to find those that
 * a pattern selects. Any thread.
 */
final class LatestReader {
  private static final byte[] FIRST = rank(0);
  private static final byte[] LAST_OF_ALL = rank(-1);
  private static final byte[] LAST_WANTED = rank(EventLog.MOST_LATEST - 1);

  private final RedisLogSettings settings;
  private final byte[] hub;
  private final byte[] index;

  LatestReader(RedisLogSettings settings) {
    this.settings = settings;
    this.hub = settings.hubBytes();
    this.index = (settings.hub() + ":topics").getBytes(UTF_8);
  }

  private static byte[] rank(int number) {
    return Integer.toString(number).getBytes(US_ASCII);
  }

  /** Reads the last values in at most two round trips. */
  List<LoggedEvent> read(Wire wire, Subscription subscription, EventId upTo) {
    Set<String> topics = topics(wire, subscription);
    if (topics.isEmpty()) {
      return List.of();
    }
    List<String> arguments = new ArrayList<>(3 + 2 * topics.size());
    arguments.add(upTo.toString());
    arguments.add(Integer.toString(EventLog.LATEST_BYTES));
    arguments.add(subscription.rights().isEmpty() ? "" : "private");
    for (String topic : topics) {
      arguments.add(topic);
      arguments.add(Long.toString(settings.topics().of(topic).age().toMillis()));
    }
    NavigableMap<EventId, LogEntry> entries = new TreeMap<>();
    Object answer = Script.LATEST.run(wire, hub, arguments.toArray(String[]::new));
    for (Object raw : list(answer)) {
      LogEntry entry = LogEntry.of(raw);
      entries.put(entry.position(), entry);
    }
    return newest(entries, subscription, topics);
  }

  /** Returns the exact topics, and those with the latest events that patterns select. */
  private Set<String> topics(Wire wire, Subscription subscription) {
    Set<String> topics = new LinkedHashSet<>();
    List<Selector> patterns = new ArrayList<>();
    for (Selector selector : subscription.selectors()) {
      if (selector.comparesText()) {
        topics.add(selector.toString());
      }
      if (selector.isEverything() || selector.pattern() != null) {
        patterns.add(selector);
      }
    }
    if (!patterns.isEmpty()) {
      boolean everything = patterns.stream().anyMatch(Selector::isEverything);
      byte[] last = everything ? LAST_WANTED : LAST_OF_ALL;
      list(wire.call(Command.ZREVRANGE, index, FIRST, last)).stream()
          .map(LogEntry::text)
          .filter(topic -> patterns.stream().anyMatch(pattern -> pattern.matches(topic)))
          .limit(EventLog.MOST_LATEST)
          .forEach(topics::add);
    }
    return topics;
  }

  /** Returns each topic's newest visible event. Scripts cannot tell if private ones are visible. */
  private static List<LoggedEvent> newest(
      NavigableMap<EventId, LogEntry> entries, Subscription subscription, Set<String> topics) {
    Set<String> left = new HashSet<>(topics);
    LatestEvents latest = new LatestEvents();
    for (LogEntry entry : entries.descendingMap().values()) {
      Event event = event(entry);
      if (event != null && subscription.maySee(event) && left.removeAll(event.topics())) {
        latest.add(new LoggedEvent(entry.position(), event));
      }
    }
    return latest.inOrder();
  }

  private static @Nullable Event event(LogEntry entry) {
    try {
      return entry.event();
    } catch (IllegalArgumentException unreadable) {
      // The follower counted and logged it when it arrived.
      return null;
    }
  }

  private static List<?> list(@Nullable Object answer) {
    if (answer instanceof List<?> list) {
      return list;
    }
    throw new IllegalStateException("Redis did not answer with a list.");
  }
}
