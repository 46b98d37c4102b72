package dev.freshet.log;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A log in the heap of one node. It needs no other service, and a restart empties it. Given a clock
 * based on elapsed time, setting the wall clock neither trims it nor makes it forget keys.
 */
public final class MemoryLog implements EventLog {
  /** How many events one page examines: bounds the time and memory of one read. */
  static final int PAGE_EVENTS = 1024;

  /** A page ends once it has this many bytes: bounds what one slow reader pins. */
  static final int PAGE_BYTES = 256 * 1024;

  /** Estimated bytes of an event in addition to its text: objects, map entry, references. */
  private static final int EVENT_OVERHEAD = 256;

  /** The id that requests the whole log. Not a gap: clients know that older events are gone. */
  private static final String EARLIEST = "earliest";

  private final LogBounds bounds;
  private final InstantSource clock;
  private final Gaps gaps;

  /** Serializes appending, trimming and following. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Written under the lock, read without it. */
  private final ConcurrentSkipListMap<EventId, LoggedEvent> events = new ConcurrentSkipListMap<>();

  /** The position of the newest dropped event, or of the log's start. Written under the lock. */
  private volatile EventId floor;

  /** The position of the newest event. Written under the lock. */
  private volatile EventId last;

  /** Events are added under the lock. */
  private final Board board = new Board();

  // Guarded by the lock.
  private final RecentKeys keys = new RecentKeys();
  private final PublishersIds publishersIds = new PublishersIds();
  private @Nullable Follower follower;
  private int count;
  private long bytes;
  private boolean closed;

  public MemoryLog(LogBounds bounds, InstantSource clock) {
    this.bounds = bounds;
    this.clock = clock;
    this.gaps = new Gaps(clock);
    this.floor = new EventId(clock.millis(), 0);
    this.last = floor;
  }

  @Override
  public CompletionStage<EventId> append(Event event, Term term, @Nullable String key) {
    // Before taking the lock: it reads all the data.
    String fingerprint = key == null ? "" : Fingerprint.of(event);
    lock.lock();
    try {
      if (closed) {
        return CompletableFuture.failedStage(new LogUnavailableException("The hub is stopping."));
      }
      long now = clock.millis();
      EventId known = key == null ? null : keys.find(key, fingerprint, now);
      if (known != null) {
        return CompletableFuture.completedStage(known);
      }
      LoggedEvent logged = new LoggedEvent(last.next(now), event);
      events.put(logged.position(), logged);
      if (event.id() != null) {
        publishersIds.add(event.id(), logged.position());
      }
      if (key != null) {
        keys.add(key, fingerprint, logged.position(), now);
      }
      last = logged.position();
      count++;
      bytes += cost(logged);
      board.add(logged, oldest(now));
      trim(now);
      if (follower != null) {
        follower.logged(logged);
      }
      return CompletableFuture.completedStage(logged.position());
    } catch (KeyReusedException e) {
      return CompletableFuture.failedStage(e);
    } finally {
      lock.unlock();
    }
  }

  static long cost(LoggedEvent logged) {
    return (long) EVENT_OVERHEAD + logged.wire().length + logged.event().data().length();
  }

  private long oldest(long now) {
    return now - bounds.age().toMillis();
  }

  /** Under the lock. */
  private void trim(long now) {
    long oldest = oldest(now);
    for (Map.Entry<EventId, LoggedEvent> first = events.firstEntry();
        first != null
            && (count > bounds.events()
                || bytes > bounds.bytes()
                || first.getKey().millis() < oldest);
        first = events.firstEntry()) {
      // The floor rises first: a reader that misses the event must see that it is gone.
      floor = first.getKey();
      events.remove(first.getKey());
      count--;
      bytes -= cost(first.getValue());
      String id = first.getValue().event().id();
      if (id != null) {
        publishersIds.remove(id, first.getKey());
      }
    }
  }

  @Override
  public Start locate(Subscription subscription, String lastEventId) {
    lock.lock();
    try {
      trim(clock.millis());
      EventId place =
          publishersIds.places(lastEventId).stream()
              .filter(known -> maySee(subscription, known))
              .findFirst()
              .or(() -> EventId.parse(lastEventId))
              .orElse(null);
      String gap = place == null ? "no event has this id" : gapAfter(place);
      if (place != null && gap == null) {
        return new Start(place, true);
      }
      if (!lastEventId.equals(EARLIEST)) {
        gaps.note(place == null ? EventId.NONE : place, String.valueOf(gap));
      }
      return new Start(floor, false);
    } finally {
      lock.unlock();
    }
  }

  /** If false, the id must look unknown: the existence of a private event is private too. */
  private boolean maySee(Subscription subscription, EventId place) {
    LoggedEvent logged = events.get(place);
    return logged != null && subscription.maySee(logged.event());
  }

  /** Returns why a client at this position may not get everything after it, or null. */
  private @Nullable String gapAfter(EventId place) {
    EventId newest = events.floorKey(place);
    return Completeness.after(place)
        .born(floor)
        .standsOn(newest == null ? floor : newest)
        .within(last, place)
        .gap();
  }

  @Override
  public Page read(Subscription subscription, EventId after, EventId upTo) {
    List<LoggedEvent> found = new ArrayList<>();
    EventId reached = upTo;
    int looked = 0;
    int size = 0;
    for (LoggedEvent logged : events.subMap(after, false, upTo, true).values()) {
      if (subscription.matches(logged.event())) {
        found.add(logged);
        size += logged.wire().length;
      }
      if (++looked == PAGE_EVENTS || size >= PAGE_BYTES) {
        reached = logged.position();
        break;
      }
    }
    // The floor is read last: events dropped in the meantime may have been skipped.
    return new Page(found, reached, Completeness.after(after).born(floor).isProved());
  }

  @Override
  public List<LoggedEvent> latest(Subscription subscription, EventId upTo) {
    long oldest = oldest(clock.millis());
    Predicate<LoggedEvent> isShown =
        logged ->
            !logged.position().isAfter(upTo)
                && logged.position().millis() >= oldest
                && subscription.maySee(logged.event());
    Map<String, Board.Latest> topics = board.of(subscription);
    LatestEvents found = new LatestEvents();
    lookBack(topics, upTo, isShown, found);
    for (Board.Latest latest : topics.values()) {
      LoggedEvent newest = latest.newest(isShown);
      if (newest != null) {
        found.add(newest);
      }
    }
    return found.inOrder();
  }

  /**
   * Finds earlier values of topics that have events after {@code upTo}, and removes those it finds
   * from the map.
   */
  private void lookBack(
      Map<String, Board.Latest> topics,
      EventId upTo,
      Predicate<LoggedEvent> isShown,
      LatestEvents found) {
    Set<String> sought = new HashSet<>();
    topics.forEach(
        (topic, latest) -> {
          if (latest.isAfter(upTo)) {
            sought.add(topic);
          }
        });
    int looked = 0;
    for (LoggedEvent logged : events.headMap(upTo, true).descendingMap().values()) {
      if (sought.isEmpty() || looked++ == PAGE_EVENTS) {
        return;
      }
      if (isShown.test(logged)) {
        for (String topic : logged.event().topics()) {
          if (sought.remove(topic)) {
            topics.remove(topic);
            found.add(logged);
          }
        }
      }
    }
  }

  @Override
  public Gaps gaps() {
    return gaps;
  }

  @Override
  public void follow(Follower newFollower) {
    lock.lock();
    try {
      follower = newFollower;
      newFollower.resumed(last, /* complete= */ true);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
