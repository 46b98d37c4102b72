package dev.freshet.hub;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.health.Health;
import dev.freshet.log.LoggedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/** The listeners of each topic. Any thread. */
final class Listeners {
  private final Executor executor;
  private final HubCounters counters;
  private final Health health;

  // Written under this object's lock, read by any thread. Replaced, never modified.
  private volatile Map<String, List<Mailbox>> byTopic = Map.of();
  private volatile List<Mailbox> all = List.of();

  // Guarded by this. One mailbox for each listener, so that it hears the events of all its topics
  // in order.
  private final IdentityHashMap<Listener, Mailbox> mailboxes = new IdentityHashMap<>();
  private final Set<String> names = new HashSet<>();

  Listeners(Executor executor, HubCounters counters, Health health) {
    this.executor = executor;
    this.counters = counters;
    this.health = health;
  }

  synchronized void add(String topic, Listener listener) {
    Mailbox mailbox = mailboxes.computeIfAbsent(listener, one -> mailbox(topic, one));
    Map<String, List<Mailbox>> more = new HashMap<>(byTopic);
    more.merge(topic, List.of(mailbox), Listeners::joined);
    byTopic = Map.copyOf(more);
    all = List.copyOf(mailboxes.values());
  }

  private static List<Mailbox> joined(List<Mailbox> some, List<Mailbox> others) {
    List<Mailbox> both = new ArrayList<>(some);
    both.addAll(others);
    return List.copyOf(both);
  }

  private Mailbox mailbox(String topic, Listener listener) {
    String name = "listener " + topic;
    for (int i = 2; !names.add(name); i++) {
      name = "listener " + topic + " (" + i + ")";
    }
    return new Mailbox(listener, executor, counters, health.service(name, Duration.ZERO));
  }

  /**
   * Under the dispatch lock: queues an event for its listeners. {@code before} is the last position
   * dispatched before it.
   */
  void put(LoggedEvent logged, EventId before) {
    Map<String, List<Mailbox>> known = byTopic;
    if (known.isEmpty()) {
      return;
    }
    Event event = logged.event();
    for (String topic : event.topics()) {
      for (Mailbox mailbox : known.getOrDefault(topic, List.of())) {
        mailbox.put(event, logged.wire().length, before);
      }
    }
  }

  /** Under the dispatch lock: queues a {@link Listener#resumed} call for every listener. */
  void putResumed(EventId before) {
    all.forEach(mailbox -> mailbox.putResumed(before));
  }

  /** Records that an event may not have been queued. */
  void missed() {
    all.forEach(Mailbox::missed);
  }

  /** Starts delivery of an event. Called without the lock, after {@link #put}. */
  void wake(Event event) {
    Map<String, List<Mailbox>> known = byTopic;
    if (known.isEmpty()) {
      return;
    }
    for (String topic : event.topics()) {
      known.getOrDefault(topic, List.of()).forEach(Mailbox::wake);
    }
  }

  /** Starts delivery to every listener. Called without the lock, after {@link #putResumed}. */
  void wakeAll() {
    all.forEach(Mailbox::wake);
  }

  /** Returns the position, at most {@code dispatched}, up to which all have heard everything. */
  EventId heardUpTo(EventId dispatched) {
    EventId heard = dispatched;
    for (Mailbox mailbox : all) {
      EventId place = mailbox.heardUpTo();
      heard = place != null && heard.isAfter(place) ? place : heard;
    }
    return heard;
  }

  /** Called once a second. */
  void supervise(EventId dispatched) {
    all.forEach(mailbox -> mailbox.supervise(dispatched));
  }
}
