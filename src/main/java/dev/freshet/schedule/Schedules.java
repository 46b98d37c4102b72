package dev.freshet.schedule;

import dev.freshet.event.Event;
import dev.freshet.event.ReservedTopics;
import dev.freshet.health.Causes;
import dev.freshet.health.Health;
import dev.freshet.hub.Hub;
import dev.freshet.hub.Listener;
import dev.freshet.json.InvalidMemberException;
import dev.freshet.json.Json;
import dev.freshet.schedule.trigger.Timing;
import dev.freshet.source.EachSecond;
import dev.freshet.store.SharedSection;
import dev.freshet.store.Store;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The schedules of the hub: the same on all nodes, and run by the node that holds the lease.
 * Thread-safe.
 */
public final class Schedules implements SharedSection.Reader, EachSecond {
  /** Maximum schedules: each node holds them all in its heap. */
  public static final int MOST = 10_000;

  static final String SECTION = "schedules";

  /** The topic that announces manual runs to the node that runs the schedules. */
  private static final String RUNS_TOPIC = ReservedTopics.PATH + "/schedule-runs";

  private static final Logger LOG = System.getLogger(Schedules.class.getName());

  private final Hub hub;
  private final Store store;
  private final Payloads payloads;
  private final Time clock;
  private final Health health;

  private final NavigableMap<String, Schedule> all = new ConcurrentSkipListMap<>();

  /** Set once, before the first request. */
  private volatile @Nullable Running running;

  /** The parts that work while the hub runs. */
  private record Running(SharedSection section, Scheduler scheduler) {}

  /** Creates schedules that are not started. */
  public Schedules(Hub hub, Store store, Payloads payloads, Time clock, Health health) {
    this.hub = hub;
    this.store = store;
    this.payloads = payloads;
    this.clock = clock;
    this.health = health;
  }

  /**
   * Loads the existing schedules, and begins to listen for changes. Must be called before the hub
   * starts.
   *
   * @param aside runs tasks that may block
   * @param timers wakes the scheduler
   */
  public void start(Executor aside, ScheduledExecutorService timers) {
    Scheduler scheduler =
        new Scheduler(
            hub, payloads, store, aside, clock, timers, RandomGenerator.getDefault(), health);
    SharedSection section = new SharedSection(SECTION, hub, store, aside, this);
    running = new Running(section, scheduler);
    section.start();
    hub.listen(RUNS_TOPIC, new RunsByHand(scheduler));
  }

  /** Checks the schedules. Must be called once a second. */
  @Override
  public void tick() {
    running().scheduler().tick();
  }

  /** Starts no more runs. Must be called before the hub stops. */
  public void stop() {
    running().scheduler().stop();
  }

  private Running running() {
    Running started = running;
    if (started == null) {
      throw new IllegalStateException("The schedules are not started.");
    }
    return started;
  }

  /** Returns all schedules, sorted by id. */
  public List<Schedule> all() {
    return List.copyOf(all.values());
  }

  public Optional<Schedule> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /**
   * Reads a schedule that a client requests, and checks that it is possible.
   *
   * @param earlier the schedule that it replaces, or null
   * @throws InvalidMemberException or an InvalidEventException if it is not
   */
  public Schedule wish(JsonObject json, @Nullable Schedule earlier) {
    Schedule wish = ScheduleReader.wish(json, earlier, clock.instant());
    payloads.check(wish);
    if (wish.timing().next(wish.since()).isEmpty()) {
      throw new InvalidMemberException("trigger", "It would never be due.");
    }
    return wish;
  }

  /** Stores a schedule, replacing one with the same id. See {@link SharedSection#put}. */
  public CompletionStage<?> put(Schedule schedule) {
    return running().section().put(schedule.id(), ScheduleJson.write(schedule).build().toString());
  }

  /** Pauses a schedule, or resumes it. */
  public CompletionStage<?> pause(Schedule schedule, boolean pause) {
    return put(schedule.paused(pause, clock.instant()));
  }

  /** Removes a schedule. See {@link SharedSection#remove}. */
  public CompletionStage<?> remove(String id) {
    return running().section().remove(id);
  }

  /** Returns the progress of a schedule. May block; runs of the last second may be missing. */
  public Progress progress(Schedule schedule) {
    return running()
        .scheduler()
        .progress(schedule.id())
        .or(() -> store.read(Ledger.SECTION, schedule.id()).map(ProgressJson::read))
        .filter(progress -> progress.created().equals(schedule.created()))
        .orElseGet(() -> Progress.none(schedule));
  }

  /** Returns all schedules, sorted by id, with their progress. See {@link #progress(Schedule)}. */
  public Map<Schedule, Progress> progress() {
    Map<Schedule, Progress> progress = new LinkedHashMap<>();
    Scheduler scheduler = running().scheduler();
    Map<String, String> kept = scheduler.isActive() ? Map.of() : store.read(Ledger.SECTION);
    for (Schedule schedule : all()) {
      String text = kept.get(schedule.id());
      progress.put(
          schedule,
          scheduler
              .progress(schedule.id())
              .or(() -> Optional.ofNullable(text).map(ProgressJson::read))
              .filter(one -> one.created().equals(schedule.created()))
              .orElseGet(() -> Progress.none(schedule)));
    }
    return progress;
  }

  /**
   * Returns the next due times, without jitter; fewer than asked for if the schedule ends before.
   * Times that have already been handled are left out, even if the clock was set back before them.
   */
  public List<Instant> next(Schedule schedule, Progress progress, int count) {
    List<Instant> next = new ArrayList<>();
    Instant after = Job.due(schedule, progress, clock.instant());
    Timing timing = Job.timing(schedule, after);
    Optional<Instant> due = timing.next(after);
    while (due.isPresent() && next.size() < count) {
      next.add(due.get());
      due = timing.next(due.get());
    }
    return next;
  }

  /**
   * Runs a schedule now, on this node, even if it is paused. Its due times stay the same. May block
   * briefly. The stage returns the outcome.
   */
  public CompletionStage<Run> run(Schedule schedule) {
    Instant now = clock.instant();
    Progress progress = progress(schedule);
    Payloads.Moment moment = new Payloads.Moment(now, now, progress.runs() + 1, progress.last());
    return make(schedule, moment)
        .thenCompose(this::publish)
        .handle((id, failure) -> result(now, id, failure))
        .thenCompose(run -> tell(schedule, run));
  }

  private CompletionStage<List<Event>> make(Schedule schedule, Payloads.Moment moment) {
    try {
      return payloads.make(schedule, moment);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletionStage<@Nullable String> publish(List<Event> events) {
    CompletionStage<@Nullable String> last = CompletableFuture.completedStage(null);
    for (Event event : events) {
      last = last.thenCombine(hub.publish(event), (before, id) -> id);
    }
    return last;
  }

  private Run result(Instant asked, @Nullable String id, @Nullable Throwable failure) {
    Instant now = clock.instant();
    if (failure == null) {
      return Run.published(asked, now, id, "By hand.");
    }
    Throwable cause = Causes.of(failure);
    return Run.failed(asked, now, "By hand: " + cause.getMessage());
  }

  /**
   * Announces a manual run, which the history then includes. The run itself is done in any case.
   */
  private CompletionStage<Run> tell(Schedule schedule, Run run) {
    String data = ProgressJson.describe(run).add("schedule", schedule.id()).build().toString();
    return hub.publish(Event.on(RUNS_TOPIC).data(data).isPrivate(true).build())
        .handle((id, failure) -> run);
  }

  /**
   * Records manual runs. Those missed after a gap or an overflow are absent from the history, but
   * they did happen.
   */
  private record RunsByHand(Scheduler scheduler) implements Listener {
    @Override
    public void heard(Event event) {
      try {
        JsonObject run = Json.object(event.data());
        scheduler.note(run.getString("schedule"), ProgressJson.run(run));
      } catch (RuntimeException e) {
        // An exception would affect the node's other listeners.
        LOG.log(Level.WARNING, "A run by hand was not understood.", e);
      }
    }
  }

  /** Returns a schedule as JSON; {@link #wish} reads it back. */
  public static JsonObjectBuilder json(Schedule schedule) {
    return ScheduleJson.write(schedule);
  }

  /** Returns a run as JSON. */
  public static JsonObjectBuilder json(Run run) {
    return ProgressJson.describe(run);
  }

  @Override
  public void changed(String key, String text) {
    Schedule schedule = ScheduleReader.read(text);
    all.put(key, schedule);
    running().scheduler().put(schedule);
  }

  @Override
  public void removed(String key) {
    all.remove(key);
    running().scheduler().remove(key);
  }

  @Override
  public void replaced(Map<String, String> texts) {
    Map<String, Schedule> read = new ConcurrentSkipListMap<>();
    texts.forEach(
        (key, text) -> {
          try {
            read.put(key, ScheduleReader.read(text));
          } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "What is kept under " + key + " is no schedule.", e);
          }
        });
    all.keySet().retainAll(read.keySet());
    all.putAll(read);
    running().scheduler().replace(read.values());
  }
}
