package dev.freshet.redis;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.log.Completeness;
import dev.freshet.log.Gaps;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads past events: those of exact topics from their own histories, all others from the log. Any
 * thread; each call may block until Redis answers or the read times out.
 */
final class LogReader {
  /** The id that requests the whole log. Not a gap: clients know that older events are gone. */
  private static final String EARLIEST = "earliest";

  /** How many events one page examines, in all sources together. */
  static final int PAGE_EVENTS = 1024;

  /** A page ends once it has about this many bytes: bounds what one slow reader pins. */
  static final int PAGE_BYTES = 256 * 1024;

  private final RedisLogSettings settings;
  private final WirePool wires;
  private final byte[] hub;
  private final LatestReader latest;
  private final Gaps gaps;

  /** What a read returned from one source. */
  private record Source(List<LogEntry> entries, boolean more, EventId newest) {
    static Source of(Object raw) {
      List<?> parts = (List<?>) raw;
      List<LogEntry> entries = new ArrayList<>();
      ((List<?>) parts.get(0)).forEach(entry -> entries.add(LogEntry.of(entry)));
      return new Source(entries, parts.get(1).equals(1L), LogEntry.position(parts.get(2)));
    }

    /** How far this source has been read. */
    EventId reached(EventId upTo) {
      return more ? entries.get(entries.size() - 1).position() : upTo;
    }

    Completeness judge(Completeness chain) {
      entries.forEach(entry -> chain.link(entry.previous(), entry.position()));
      return more ? chain : chain.newest(newest);
    }
  }

  /**
   * What a read returned, as of one moment.
   *
   * @param born the position before which the log can prove nothing
   * @param end the last position that was assigned, or that will not be assigned again
   * @param doubt the position before which events may have been lost unnoticed
   * @param settles how long other nodes may still report on that
   * @param standsOn the newest position in the log at or before the one the read started after, or
   *     null if the log cannot tell
   */
  private record Facts(
      EventId born,
      EventId end,
      EventId doubt,
      Duration settles,
      @Nullable EventId standsOn,
      List<Source> sources) {
    private static final int SOURCES = 5;

    static Facts of(List<?> raw) {
      String place = LogEntry.text(raw.get(4));
      return new Facts(
          LogEntry.position(raw.get(0)),
          LogEntry.position(raw.get(1)),
          LogEntry.position(raw.get(2)),
          Duration.ofMillis(Long.parseLong(LogEntry.text(raw.get(3)))),
          EventId.parse(place).orElse(null),
          raw.subList(SOURCES, raw.size()).stream().map(Source::of).toList());
    }

    /** Returns why a read of all sources is not known to be complete, or null if it is. */
    @Nullable String gap(EventId after, EventId upTo) {
      Completeness all = Completeness.after(after).born(born).within(end, upTo);
      if (!all.isProved()) {
        return all.gap();
      }
      return sources.stream()
          .map(source -> source.judge(Completeness.after(after)))
          .filter(chain -> !chain.isProved())
          .map(Completeness::gap)
          .findFirst()
          .orElse(null);
    }

    /** Returns why a client that was at this position may have missed something, or null. */
    @Nullable String gapAfter(EventId place) {
      Completeness client = Completeness.after(place).born(born);
      return (standsOn == null ? client : client.standsOn(standsOn)).gap();
    }
  }

  LogReader(RedisLogSettings settings, WirePool wires, Gaps gaps) {
    this.gaps = gaps;
    this.settings = settings;
    this.wires = wires;
    this.hub = settings.hubBytes();
    this.latest = new LatestReader(settings);
  }

  Start locate(Subscription subscription, String lastEventId) {
    return wires.use(
        wire -> {
          Object known = Script.LOCATE.run(wire, hub, located(subscription, lastEventId));
          return KnownId.first(known, subscription)
              .or(() -> EventId.parse(lastEventId))
              .map(found -> start(wire, subscription, found))
              .orElseGet(() -> incomplete(lastEventId, EventId.NONE, "no event has this id"));
        });
  }

  private static String[] located(Subscription subscription, String lastEventId) {
    return Stream.concat(Stream.of(lastEventId), exactTopics(subscription)).toArray(String[]::new);
  }

  /** The topics that have their own histories. */
  private static Stream<String> exactTopics(Subscription subscription) {
    return subscription.selectors().stream()
        .filter(selector -> !isForLog(selector))
        .map(Selector::toString);
  }

  private static boolean isForLog(Selector selector) {
    return selector.isEverything() || selector.pattern() != null;
  }

  private Start start(Wire wire, Subscription subscription, EventId place) {
    Facts facts = facts(wire, subscription, place, place, 0);
    String gap = facts.gapAfter(place);
    gap = gap == null ? facts.gap(place, place) : gap;
    if (gap == null && !Completeness.after(place).doubted(facts.doubt()).isProved()) {
      if (!facts.settles().isZero()) {
        throw new LogUnavailableException(
            "Redis was started again: whether it has lost events is known in a moment.");
      }
      gap = Completeness.after(place).doubted(facts.doubt()).gap();
    }
    return gap == null ? new Start(place, true) : incomplete("", place, gap);
  }

  private Start incomplete(String id, EventId place, String why) {
    if (!id.equals(EARLIEST)) {
      gaps.note(place, why);
    }
    return new Start(EventId.NONE, false);
  }

  Page read(Subscription subscription, EventId after, EventId upTo) {
    Facts facts = wires.use(wire -> facts(wire, subscription, after, upTo, PAGE_EVENTS));
    EventId reached = upTo;
    for (Source source : facts.sources()) {
      EventId end = source.reached(upTo);
      reached = reached.isAfter(end) ? end : reached;
    }
    boolean complete = facts.gap(after, upTo) == null;
    return new Page(merge(facts.sources(), subscription, reached), reached, complete);
  }

  List<LoggedEvent> latest(Subscription subscription, EventId upTo) {
    return wires.use(wire -> latest.read(wire, subscription, upTo));
  }

  /** Merges the sources in order, without duplicates, up to where every source has been read. */
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
      // The follower counted and logged it when it arrived.
    }
  }

  private Facts facts(
      Wire wire, Subscription subscription, EventId after, EventId upTo, int events) {
    List<String> topics = exactTopics(subscription).toList();
    boolean log = subscription.selectors().stream().anyMatch(LogReader::isForLog);
    int number = topics.size() + (log ? 1 : 0);
    List<String> arguments = new ArrayList<>();
    arguments.add(after.toString());
    arguments.add(upTo.toString());
    arguments.add(Integer.toString(events == 0 ? 0 : Math.max(1, events / number)));
    arguments.add(Integer.toString(Math.max(1, PAGE_BYTES / number)));
    arguments.add(log ? "log" : after.equals(upTo) ? "place" : "");
    for (String topic : topics) {
      arguments.add(topic);
      arguments.add(Long.toString(settings.topics().of(topic).age().toMillis()));
    }
    Object answer = Script.READ.run(wire, hub, arguments.toArray(String[]::new));
    if (!(answer instanceof List<?> raw)) {
      throw new IllegalStateException("A script gave no list.");
    }
    return Facts.of(raw);
  }
}
