package dev.freshet.showcase.uptime;

import dev.freshet.event.Event;
import dev.freshet.health.Health;
import dev.freshet.hub.Hub;
import dev.freshet.json.Json;
import dev.freshet.schedule.Time;
import dev.freshet.store.Store;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Checks targets on the node that holds the lease, and knows their states on every node. {@link
 * #tick} is called by one thread at a time, the other methods by any.
 */
public final class Uptime {
  /** A node that was not called for this long was not, or not certainly, the holder meanwhile. */
  private static final Duration PAUSE = Duration.ofMillis(1800);

  /** How far back the states of targets are known. */
  public static final Duration MEMORY = Timeline.MEMORY;

  private final Hub hub;
  private final Executor aside;
  private final Time time;
  private final History history;
  private final Keeper keeper;
  private final Targets targets;
  private final Standings standings;
  private final Opening opening;
  private final Rota rota;

  /** How many reads of the history were requested and have not ended. */
  private final AtomicInteger readings = new AtomicInteger();

  /**
   * When it was last called for events, by the monotonic clock; null before. Written by the thread
   * that ticks.
   */
  private volatile @Nullable Long tickedAt;

  /** Whether to adopt the states of targets from the history. Owned by the thread that ticks. */
  private boolean takesOver;

  /**
   * Creates a feed that is not started.
   *
   * @param aside runs tasks that may block briefly
   * @param node the name of this node
   */
  Uptime(
      Hub hub,
      Store store,
      Checker checker,
      Executor aside,
      Time time,
      UptimeSettings settings,
      String node,
      Health health) {
    this.hub = hub;
    this.aside = aside;
    this.time = time;
    Target self = settings.hub() == null ? null : Target.hubAt(settings.hub());
    this.history = new History(store);
    this.standings = new Standings(this::find, this::readHistory);
    this.targets = new Targets(hub, store, aside, self, standings::retain);
    this.keeper =
        new Keeper(
            history,
            targets,
            standings,
            aside,
            time,
            hub::holdsLease,
            health.fault("uptime history"));
    this.opening = new Opening(checker, time, self);
    this.rota =
        new Rota(
            checker,
            node,
            time,
            health.fault("uptime checks"),
            target -> standings.of(target).state());
  }

  /**
   * The executors for work that takes time.
   *
   * @param checks runs attempts that block, one thread each; rejected checks are not performed, and
   *     retried
   * @param timers ends attempts that take too long
   * @param aside runs tasks that may block briefly
   */
  public record Threads(Executor checks, ScheduledExecutorService timers, Executor aside) {}

  /**
   * Creates a feed that checks over the network.
   *
   * @param node the name of this node
   */
  public static Uptime of(
      Hub hub, Store store, UptimeSettings settings, String node, Threads threads, Health health) {
    Time time = Time.system();
    Checks checks = new Checks(threads.checks(), threads.timers(), time.wall());
    return new Uptime(hub, store, checks, threads.aside(), time, settings, node, health);
  }

  /** Starts to listen. Must be called before the hub starts. */
  void start() {
    targets.start();
    hub.listen(Check.BETWEEN_NODES, standings);
    readHistory();
  }

  /** Starts checks, and returns the events of finished ones. Called once a second on the holder. */
  List<Event> tick() {
    Long last = tickedAt;
    if (last == null || time.since(last).compareTo(PAUSE) > 0) {
      takesOver = true;
      readHistory();
    }
    tickedAt = time.nanos();
    if (!targets.areKnown() || readings.get() > 0) {
      return List.of();
    }
    if (takesOver) {
      takesOver = false;
      rota.takeOver();
    }
    keeper.keep();
    return rota.tick(opening.past(targets.all()));
  }

  /** Stores what was not stored yet. */
  void stop() {
    if (tickedAt != null && hub.holdsLease()) {
      keeper.keepNow();
    }
  }

  public Targets targets() {
    return targets;
  }

  private Optional<Target> find(String id) {
    return targets.find(id);
  }

  /** Reads the history on another thread: more may be stored than this node has heard. */
  private void readHistory() {
    readings.incrementAndGet();
    try {
      aside.execute(this::readNow);
    } catch (RejectedExecutionException e) {
      readings.decrementAndGet();
    }
  }

  /**
   * Reads the history. Whatever is thrown, the read has ended: nothing is checked before the last
   * one has.
   */
  private void readNow() {
    try {
      keeper.read();
    } finally {
      readings.decrementAndGet();
    }
  }

  /**
   * Returns the states of all targets, as known to this node.
   *
   * @param isForAll whether to leave out private targets
   */
  public JsonObject report(boolean isForAll) {
    long now = time.millis();
    JsonArrayBuilder all = Json.createArrayBuilder();
    new TreeMap<>(targets.all())
        .values().stream()
            .filter(target -> !isForAll || !target.isPrivate())
            .forEach(target -> all.add(report(target, now)));
    Rota.Lateness lateness = rota.lateness();
    return Json.createObjectBuilder()
        .add("targets", all)
        .add("waiting", lateness.waiting())
        .add("late", lateness.late())
        .add("longestWaitMillis", lateness.longest().toMillis())
        .build();
  }

  private JsonObjectBuilder report(Target target, long now) {
    return Json.createObjectBuilder()
        .add("id", target.id())
        .add("name", target.name())
        .add("kind", target.goal().kind().word())
        .add("intervalSeconds", target.interval().toMillis() / 1000.0)
        .add("private", target.isPrivate())
        .addAll(standings.of(target).report(now));
  }

  /**
   * Returns when all targets were up or down, as known to this node.
   *
   * @param isForAll whether to leave out private targets
   * @param most how far back
   */
  public JsonObject history(boolean isForAll, Duration most) {
    String place = hub.lastHeard().toString();
    long now = time.millis();
    long from = now - most.toMillis();
    JsonArrayBuilder all = Json.createArrayBuilder();
    new TreeMap<>(targets.all())
        .values().stream()
            .filter(target -> !isForAll || !target.isPrivate())
            .forEach(target -> all.add(history(target, from)));
    return Json.createObjectBuilder()
        .add("from", from)
        .add("to", now)
        .add("targets", all)
        .add("lastEventId", place)
        .build();
  }

  private JsonObjectBuilder history(Target target, long from) {
    JsonArrayBuilder spans = Json.createArrayBuilder();
    for (Span span : standings.of(target).spans(from)) {
      spans.add(
          Json.createObjectBuilder()
              .add("from", Math.max(span.from(), from))
              .add("to", span.to())
              .add("up", span.isUp())
              .add("detail", span.reason()));
    }
    return Json.createObjectBuilder()
        .add("id", target.id())
        .add("patienceMillis", target.patience().toMillis())
        .add("spans", spans);
  }

  /** Returns this node's knowledge of one target, for tests. */
  @Nullable Standing standing(String id) {
    return targets.find(id).map(standings::of).orElse(null);
  }
}
