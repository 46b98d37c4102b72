package dev.freshet.schedule;

import dev.freshet.event.Event;
import dev.freshet.event.ReservedTopics;
import dev.freshet.health.Health;
import dev.freshet.hub.Hub;
import dev.freshet.hub.Listener;
import dev.freshet.json.InvalidMemberException;
import dev.freshet.json.Json;
import dev.freshet.schedule.trigger.Timing;
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
 * The schedules of the hub: the same on all nodes, and run by the one that holds the lease. Any
 * thread.
 */
public final class Schedules implements SharedSection.Reader {
  /** So many there may be: each node has them all in its heap. */
  public static final int MOST = 10_000;

  static final String SECTION = "schedules";

  /** Where the node that runs the schedules hears of runs by hand. */
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

  /** What works while the hub runs. */
  private record Running(SharedSection section, Scheduler scheduler) {}

  /** Schedules that are not started. */
  public Schedules(Hub hub, Store store, Payloads payloads, Time clock, Health health) {
    this.hub = hub;
    this.store = store;
    this.payloads = payloads;
    this.clock = clock;
    this.health = health;
  }

  /**
   * Reads the schedules there are, and begins to listen. To be called before the hub starts.
   *
   * @param aside runs what may block
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

  /** Looks after the schedules. To be called once a second. */
  public void tick() {
    running().scheduler().tick();
  }

  /** Begins no more runs. To be called before the hub stops. */
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

  /** All schedules, by their ids. */
  public List<Schedule> all() {
    return List.copyOf(all.values());
  }

  public Optional<Schedule> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /**
   * Reads a schedule as somebody wants it, and checks that there can be one.
   *
   * @param earlier that it takes the place of, or null
   * @throws InvalidMemberException or an InvalidEventException if not
   */
  public Schedule wish(JsonObject json, @Nullable Schedule earlier) {
    Schedule wish = ScheduleReader.wish(json, earlier, clock.instant());
    payloads.check(wish);
    if (wish.timing().next(wish.since()).isEmpty()) {
      throw new InvalidMemberException("trigger", "It would never be due.");
    }
    return wish;
  }

  /** Keeps a schedule, in place of one of the same id. As {@link SharedSection#put}. */
  public CompletionStage<?> put(Schedule schedule) {
    return running().section().put(schedule.id(), ScheduleJson.write(schedule).build().toString());
  }

  /** Keeps it from being due until it is resumed, or resumes it. */
  public CompletionStage<?> pause(Schedule schedule, boolean pause) {
    return put(schedule.paused(pause, clock.instant()));
  }

  /** Forgets a schedule. As {@link SharedSection#remove}. */
  public CompletionStage<?> remove(String id) {
    return running().section().remove(id);
  }

  /** How far a schedule is. May block; the runs of the last second may be missing. */
  public Progress progress(Schedule schedule) {
    return running()
        .scheduler()
        .progress(schedule.id())
        .or(() -> store.read(Ledger.SECTION, schedule.id()).map(ProgressJson::read))
        .filter(progress -> progress.created().equals(schedule.created()))
        .orElseGet(() -> Progress.none(schedule));
  }

  /** All schedules by their ids, and how far they are. As {@link #progress(Schedule)}. */
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
   * When it is due next, without jitter; fewer instants than asked for if it ends before. Times
   * that it has been due at are left out, also if the clock was set back before them.
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
   * Runs a schedule now, on this node, whether it is paused or not. Its due times stay as they are.
   * May block briefly. The stage gives what became of it.
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
    Throwable cause = Payloads.cause(failure);
    return Run.failed(asked, now, "By hand: " + cause.getMessage());
  }

  /** The history has it when the node that keeps it hears of it; the run itself is done. */
  private CompletionStage<Run> tell(Schedule schedule, Run run) {
    String data = ProgressJson.describe(run).add("schedule", schedule.id()).build().toString();
    return hub.publish(Event.on(RUNS_TOPIC).data(data).isPrivate(true).build())
        .handle((id, failure) -> run);
  }

  /** What it misses, after a gap or an overflow, is missing in a history; the runs were made. */
  private record RunsByHand(Scheduler scheduler) implements Listener {
    @Override
    public void heard(Event event) {
      try {
        JsonObject run = Json.object(event.data());
        scheduler.note(run.getString("schedule"), ProgressJson.run(run));
      } catch (RuntimeException e) {
        // What is thrown here would reach the node's other listeners.
        LOG.log(Level.WARNING, "A run by hand was not understood.", e);
      }
    }
  }

  /** A schedule as JSON; {@link #wish} reads it back. */
  public static JsonObjectBuilder json(Schedule schedule) {
    return ScheduleJson.write(schedule);
  }

  /** A run as JSON. */
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
