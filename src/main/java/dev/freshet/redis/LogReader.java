package dev.freshet.redis;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is over: of exact topics from their own histories, of all others from the log. Any
 * thread; each call may block for as long as Redis may take to answer.
 */
final class LogReader {
  /** How many events one page looks at, all sources together. */
  static final int PAGE_EVENTS = 1024;

  /** When a page has about so many bytes it ends: bounds what one slow reader pins. */
  static final int PAGE_BYTES = 256 * 1024;

  private final RedisLogSettings settings;
  private final WirePool wires;
  private final byte[] hub;
  private final LatestReader latest;

  /** What a read gave of one source. */
  private record Source(EventId floor, List<LogEntry> entries, boolean more) {
    static Source of(Object raw) {
      List<?> parts = (List<?>) raw;
      List<LogEntry> entries = new ArrayList<>();
      ((List<?>) parts.get(1)).forEach(entry -> entries.add(LogEntry.of(entry)));
      return new Source(LogEntry.position(parts.get(0)), entries, parts.get(2).equals(1L));
    }

    /** How far this source has been read. */
    EventId reached(EventId upTo) {
      return more ? entries.get(entries.size() - 1).position() : upTo;
    }
  }

  LogReader(RedisLogSettings settings, WirePool wires) {
    this.settings = settings;
    this.wires = wires;
    this.hub = settings.hubBytes();
    this.latest = new LatestReader(settings);
  }

  Start locate(Subscription subscription, String lastEventId) {
    return wires.use(
        wire -> {
          List<?> found = (List<?>) answer(Script.LOCATE.run(wire, hub, lastEventId));
          EventId last = LogEntry.position(found.get(1));
          EventId place = EventId.parse(LogEntry.text(found.get(0))).orElse(null);
          return place != null && !place.isAfter(last) && isComplete(wire, subscription, place)
              ? new Start(place, true)
              : new Start(EventId.NONE, false);
        });
  }

  private boolean isComplete(Wire wire, Subscription subscription, EventId after) {
    return sources(wire, subscription, after, after, 0).stream()
        .noneMatch(source -> source.floor().isAfter(after));
  }

  Page read(Subscription subscription, EventId after, EventId upTo) {
    List<Source> sources = wires.use(wire -> sources(wire, subscription, after, upTo, PAGE_EVENTS));
    EventId reached = upTo;
    boolean complete = true;
    for (Source source : sources) {
      EventId end = source.reached(upTo);
      reached = reached.isAfter(end) ? end : reached;
      complete &= !source.floor().isAfter(after);
    }
    return new Page(merge(sources, subscription, reached), reached, complete);
  }

  List<LoggedEvent> latest(Subscription subscription, EventId upTo) {
    return wires.use(wire -> latest.read(wire, subscription, upTo));
  }

  /** In order, each once, up to where every source has been read. */
  private static List<LoggedEvent> merge(
      List<Source> sources, Subscription subscription, EventId reached) {
    Map<EventId, LogEntry> entries = new TreeMap<>();
    for (Source source : sources) {
      for (LogEntry entry : source.entries()) {
        if (!entry.position().isAfter(reached)) {
          entries.put(entry.position(), entry);
        }
      }
    }
    List<LoggedEvent> events = new ArrayList<>();
    for (LogEntry entry : entries.values()) {
      add(events, entry, subscription);
    }
    return events;
  }

  private static void add(List<LoggedEvent> events, LogEntry entry, Subscription subscription) {
    try {
      Event event = entry.event();
      if (subscription.matches(event)) {
        events.add(new LoggedEvent(entry.position(), event));
      }
    } catch (IllegalArgumentException unreadable) {
      // The follower has counted and logged it when it came.
    }
  }

  private List<Source> sources(
      Wire wire, Subscription subscription, EventId after, EventId upTo, int events) {
    List<String> topics = new ArrayList<>();
    boolean log = false;
    for (Selector selector : subscription.selectors()) {
      if (selector.isEverything() || selector.pattern() != null) {
        log = true;
      } else {
        topics.add(selector.toString());
      }
    }
    int number = topics.size() + (log ? 1 : 0);
    List<String> arguments = new ArrayList<>();
    arguments.add(after.toString());
    arguments.add(upTo.toString());
    arguments.add(Integer.toString(events == 0 ? 0 : Math.max(1, events / number)));
    arguments.add(Integer.toString(Math.max(1, PAGE_BYTES / number)));
    arguments.add(log ? "log" : "");
    for (String topic : topics) {
      arguments.add(topic);
      arguments.add(Long.toString(settings.topics().of(topic).age().toMillis()));
    }
    List<Source> sources = new ArrayList<>();
    Object answer = Script.READ.run(wire, hub, arguments.toArray(String[]::new));
    ((List<?>) answer(answer)).forEach(raw -> sources.add(Source.of(raw)));
    return sources;
  }

  private static Object answer(@Nullable Object answer) {
    if (answer == null) {
      throw new IllegalStateException("A script gave no answer.");
    }
    return answer;
  }
}
