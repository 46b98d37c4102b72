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

  // Guarded by this to write; read by any thread, and never changed but replaced.
  private volatile Map<String, List<Mailbox>> byTopic = Map.of();
  private volatile List<Mailbox> all = List.of();

  // Guarded by this. One mailbox for each listener, so that it hears of all its topics in order.
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

  /** Under the dispatch lock: notes an event for those who listen, after a place. */
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

  /** Under the dispatch lock: notes for everybody that something was missed. */
  void putResumed(EventId before) {
    all.forEach(mailbox -> mailbox.putResumed(before));
  }

  /** Notes that an event may not have been noted. */
  void missed() {
    all.forEach(Mailbox::missed);
  }

  /** Without the lock, after {@link #put}. */
  void wake(Event event) {
    Map<String, List<Mailbox>> known = byTopic;
    if (known.isEmpty()) {
      return;
    }
    for (String topic : event.topics()) {
      known.getOrDefault(topic, List.of()).forEach(Mailbox::wake);
    }
  }

  /** Without the lock, after {@link #putResumed}. */
  void wakeAll() {
    all.forEach(Mailbox::wake);
  }

  /** The place up to which everybody has heard everything, if this was dispatched. */
  EventId heardUpTo(EventId dispatched) {
    EventId heard = dispatched;
    for (Mailbox mailbox : all) {
      EventId place = mailbox.heardUpTo();
      heard = place != null && heard.isAfter(place) ? place : heard;
    }
    return heard;
  }

  /** Once a second. */
  void supervise(EventId dispatched) {
    all.forEach(mailbox -> mailbox.supervise(dispatched));
  }
}
