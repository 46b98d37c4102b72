package dev.freshet.feed.uptime;

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
 * Checks targets on the node that holds the lease, and knows on every node how they fare. {@link
 * #tick} is called by one thread at a time, the others by any.
 */
public final class Uptime {
  /** A node that was not asked for so long was not the holder meanwhile, or not for certain. */
  private static final Duration PAUSE = Duration.ofMillis(1800);

  /** Nobody knows how a target fared earlier. */
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

  /** How often reading the history was asked for and has not ended. */
  private final AtomicInteger readings = new AtomicInteger();

  /**
   * When it was last asked for events, by the monotonic clock; null before. The thread that ticks.
   */
  private volatile @Nullable Long tickedAt;

  /** Whether the states of targets are to be taken from the history. The thread that ticks. */
  private boolean takesOver;

  /**
   * A feed that is not started.
   *
   * @param aside runs what may block briefly
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
   * Who does what takes time.
   *
   * @param checks runs attempts that block, one thread each; what it refuses is not checked, and
   *     tried again
   * @param timers end attempts that take too long
   * @param aside runs what may block briefly
   */
  public record Threads(Executor checks, ScheduledExecutorService timers, Executor aside) {}

  /**
   * A feed that checks over the network.
   *
   * @param node the name of this node
   */
  public static Uptime of(
      Hub hub, Store store, UptimeSettings settings, String node, Threads threads, Health health) {
    Time time = Time.system();
    Checks checks = new Checks(threads.checks(), threads.timers(), time.wall());
    return new Uptime(hub, store, checks, threads.aside(), time, settings, node, health);
  }

  /** Begins to listen. To be called before the hub starts. */
  void start() {
    targets.start();
    hub.listen(Check.BETWEEN_NODES, standings);
    readHistory();
  }

  /** Once a second on the holder: starts checks, and gives the events of those that are done. */
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

  /** Keeps what was not kept yet. */
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

  /** Aside: what is kept may be more than what this node has heard. */
  private void readHistory() {
    readings.incrementAndGet();
    try {
      aside.execute(this::readNow);
    } catch (RejectedExecutionException e) {
      readings.decrementAndGet();
    }
  }

  /** Whatever is thrown, the reading has ended: nothing is checked before the last one has. */
  private void readNow() {
    try {
      keeper.read();
    } finally {
      readings.decrementAndGet();
    }
  }

  /**
   * How all targets fare, by the word of this node.
   *
   * @param isForAll leaves out those that are private
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
   * When all targets were up and when they were down, by the word of this node.
   *
   * @param isForAll leaves out those that are private
   * @param most from how long ago
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

  /** What this node knows of one target, for tests. */
  @Nullable Standing standing(String id) {
    return targets.find(id).map(standings::of).orElse(null);
  }
}
