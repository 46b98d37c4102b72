package dev.freshet.schedule;

import dev.freshet.event.Event;
import dev.freshet.event.TextBounds;
import dev.freshet.health.Health;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubSettings;
import dev.freshet.hub.Listener;
import dev.freshet.log.EventLog;
import dev.freshet.log.Lease;
import dev.freshet.log.LogBounds;
import dev.freshet.log.MemoryLog;
import dev.freshet.log.Term;
import dev.freshet.source.Feeds;
import dev.freshet.store.LocalStore;
import dev.freshet.store.Store;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schedules of one node, on a hub of their own, in virtual time. */
final class Desk implements AutoCloseable {
  /** A Wednesday. */
  static final Instant START = Instant.parse("2026-07-01T12:00:00Z");

  private static final String TOPIC = "t";

  private final VirtualTime time;
  private final Health health;
  private final Hub hub;
  private final Schedules schedules;
  private final List<Published> published = new ArrayList<>();
  private boolean holdsLease = true;

  /** An event, and when it was heard. */
  record Published(Instant at, Event event) {}

  private Desk(VirtualTime time, Store store, EventLog log) {
    this.time = time;
    health = new Health(time::nanos);
    Lease lease = () -> holdsLease ? Term.ANY : null;
    hub = new Hub(HubSettings.defaults(), log, lease, Thread::new, Runnable::run);
    Fetcher fetcher = new Fetcher(new FetchHosts(Set.of()), 1 << 20, Runnable::run);
    schedules =
        new Schedules(
            hub,
            store,
            new Payloads(new Feeds(), fetcher, TextBounds.DEFAULT),
            time.clocks(),
            health);
    hub.listen(TOPIC, heard());
    schedules.start(Runnable::run, time);
    hub.start();
    schedules.tick();
  }

  private Listener heard() {
    return event -> published.add(new Published(time.instant(), event));
  }

  static EventLog log(VirtualTime time) {
    return new MemoryLog(new LogBounds(1000, 1 << 20, Duration.ofHours(1)), time);
  }

  /** A node with nothing to do. */
  static Desk open() {
    return open(new LocalStore(null), START);
  }

  /** A node that finds a store as another left it. */
  static Desk open(Store store, Instant now) {
    VirtualTime time = new VirtualTime(now);
    return new Desk(time, store, log(time));
  }

  static Desk open(VirtualTime time, Store store, EventLog log) {
    return new Desk(time, store, log);
  }

  Health health() {
    return health;
  }

  Hub hub() {
    return hub;
  }

  Schedules schedules() {
    return schedules;
  }

  VirtualTime time() {
    return time;
  }

  void loseLease() {
    holdsLease = false;
    schedules.tick();
  }

  void gainLease() {
    holdsLease = true;
    schedules.tick();
  }

  /** Makes, or changes, a schedule on the one topic that is heard; quotes may be single. */
  Schedule put(String id, String members) {
    String text =
        "{'id':'" + id + "','topics':['" + TOPIC + "'],'payload':{'text':'" + id + "'}," + members;
    return putAll(text + "}");
  }

  /** The same with all its members. */
  Schedule putAll(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      var json = reader.readObject();
      @Nullable Schedule earlier = schedules.find(json.getString("id")).orElse(null);
      Schedule schedule = schedules.wish(json, earlier);
      schedules.put(schedule).toCompletableFuture().join();
      return schedule;
    }
  }

  void pause(String id, boolean pause) {
    schedules.pause(find(id), pause).toCompletableFuture().join();
  }

  Schedule find(String id) {
    return schedules.find(id).orElseThrow();
  }

  Progress progress(String id) {
    return schedules.progress(find(id));
  }

  List<Run> history(String id) {
    return progress(id).history();
  }

  /** Time goes by, and the node looks after its schedules each second. */
  void move(Duration duration) {
    Instant until = time.instant().plus(duration);
    while (time.instant().plusSeconds(1).isBefore(until)) {
      time.move(Duration.ofSeconds(1));
      schedules.tick();
    }
    time.moveTo(until);
    schedules.tick();
  }

  /** Much time goes by; the node looks after its schedules each hour. */
  void moveFar(Instant until) {
    while (time.instant().isBefore(until)) {
      Instant hour = time.instant().plus(Duration.ofHours(1));
      time.moveTo(hour.isBefore(until) ? hour : until);
      schedules.tick();
    }
  }

  List<Published> published() {
    return published;
  }

  /** When events were published, in seconds since the start. */
  List<Double> seconds() {
    return published.stream()
        .map(one -> Duration.between(START, one.at()).toMillis() / 1000.0)
        .toList();
  }

  List<String> data() {
    return published.stream().map(one -> one.event().data()).toList();
  }

  @Override
  public void close() {
    schedules.stop();
    hub.close();
  }
}
