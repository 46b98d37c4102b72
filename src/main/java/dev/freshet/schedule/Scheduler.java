package dev.freshet.schedule;

import dev.freshet.event.Event;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubUnavailableException;
import dev.freshet.hub.IdempotencyException;
import dev.freshet.hub.NotHolderException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs the schedules that are due, while this node is the one to do so. It sleeps until the next is
 * due; {@link #tick} must come once a second, for what a sleeper does not see: that the lease has
 * come or gone, or that somebody has set the clock. Any thread.
 *
 * <p>A run is done in three steps: it begins under the lock, its events are made and published
 * without it, and it ends under the lock again. Meanwhile nothing else of that job begins.
 */
final class Scheduler {
  private static final Logger LOG = System.getLogger(Scheduler.class.getName());

  /** How long a run waits for a log that is away. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Hub hub;
  private final Payloads payloads;
  private final Ledger ledger;
  private final InstantSource clock;
  private final ScheduledExecutorService timers;
  private final RandomGenerator random;

  // Guarded by this.
  private final Map<String, Job> jobs = new HashMap<>();
  private final TreeSet<Job> waiting = new TreeSet<>(Job.BY_TIME);
  private boolean isActive;
  private @Nullable ScheduledFuture<?> alarm;
  private Instant alarmAt = Instant.MAX;

  /**
   * A scheduler that has nothing to do.
   *
   * @param timers wakes it; what it runs does not block
   */
  Scheduler(
      Hub hub,
      Payloads payloads,
      Ledger ledger,
      InstantSource clock,
      ScheduledExecutorService timers,
      RandomGenerator random) {
    this.hub = hub;
    this.payloads = payloads;
    this.ledger = ledger;
    this.clock = clock;
    this.timers = timers;
    this.random = random;
  }

  /** Takes in a schedule that is new, or another than before. */
  synchronized void put(Schedule schedule) {
    take(schedule);
    arm();
  }

  /** These are all the schedules there are. */
  synchronized void replace(Collection<Schedule> all) {
    List<String> gone = new ArrayList<>(jobs.keySet());
    all.forEach(schedule -> gone.remove(schedule.id()));
    gone.forEach(this::drop);
    all.forEach(this::take);
    arm();
  }

  private void take(Schedule schedule) {
    Job job = jobs.get(schedule.id());
    if (job != null && job.schedule().created().equals(schedule.created())) {
      waiting.remove(job);
      job.change(schedule);
    } else {
      drop(schedule.id());
      Progress kept = ledger.kept(schedule);
      job = new Job(schedule, kept == null ? Progress.none(schedule) : kept);
      jobs.put(schedule.id(), job);
    }
    place(job);
  }

  /** Forgets a schedule. */
  synchronized void remove(String id) {
    if (drop(id)) {
      ledger.forget(id);
      arm();
    }
  }

  private boolean drop(String id) {
    Job job = jobs.remove(id);
    if (job != null) {
      waiting.remove(job);
    }
    return job != null;
  }

  /** How far a schedule is; empty if this node does not know, as another runs it. */
  synchronized Optional<Progress> progress(String id) {
    Job job = jobs.get(id);
    return isActive && job != null ? Optional.of(job.progress()) : Optional.empty();
  }

  /** Takes note of a run by hand, wherever it was done. */
  synchronized void note(String id, Run byHand) {
    Job job = jobs.get(id);
    if (isActive && job != null) {
      job.note(byHand);
      ledger.enter(job);
    }
  }

  /** Looks whether this node is the one to run the schedules, and keeps what has run. */
  void tick() {
    if (!hub.holdsLease()) {
      standDown();
    } else if (isActive()) {
      ledger.flush();
      realign();
    } else {
      ledger.read(this::takeOver);
    }
  }

  /** Whether this node runs the schedules. */
  synchronized boolean isActive() {
    return isActive;
  }

  private synchronized void takeOver(Map<String, Progress> kept) {
    isActive = true;
    jobs.forEach(
        (id, job) -> {
          Progress progress = kept.get(id);
          if (progress != null) {
            job.resume(progress);
          }
          place(job);
        });
    arm();
  }

  private void standDown() {
    rest();
    ledger.close();
  }

  private synchronized void rest() {
    isActive = false;
    waiting.clear();
    disarm();
  }

  /** Begins nothing more, and keeps what has run. May block for short. */
  void stop() {
    rest();
    ledger.finish();
  }

  /** Sets the alarm again, as the clock may have been set since. */
  private synchronized void realign() {
    disarm();
    arm();
  }

  private void place(Job job) {
    waiting.remove(job);
    if (isActive && job.plan(random)) {
      waiting.add(job);
    }
  }

  private void arm() {
    if (waiting.isEmpty()) {
      disarm();
      return;
    }
    Instant first = waiting.first().at();
    if (alarm == null || !first.equals(alarmAt)) {
      disarm();
      Duration left = Duration.between(clock.instant(), first);
      alarmAt = first;
      alarm = timers.schedule(this::wake, nanos(left), TimeUnit.NANOSECONDS);
    }
  }

  /** At most a minute: {@link #tick} comes before that. */
  private static long nanos(Duration left) {
    if (left.isNegative()) {
      return 0;
    }
    return left.compareTo(Duration.ofMinutes(1)) > 0
        ? Duration.ofMinutes(1).toNanos()
        : left.toNanos();
  }

  private void disarm() {
    if (alarm != null) {
      alarm.cancel(/* mayInterruptIfRunning= */ false);
      alarm = null;
    }
  }

  private void wake() {
    for (Firing firing : begin()) {
      try {
        fire(firing);
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        end(firing, null, e);
      }
    }
  }

  private synchronized List<Firing> begin() {
    List<Firing> firings = new ArrayList<>();
    Instant now = clock.instant();
    alarm = null;
    while (!waiting.isEmpty() && !waiting.first().at().isAfter(now)) {
      Job job = waiting.first();
      waiting.remove(job);
      Firing firing = job.begin(now);
      if (firing == null) {
        ledger.enter(job);
        place(job);
      } else {
        firings.add(firing);
      }
    }
    arm();
    return firings;
  }

  private void fire(Firing firing) {
    payloads
        .make(firing.schedule(), firing.moment())
        .thenCompose(events -> publish(firing, events))
        .whenComplete((last, failure) -> end(firing, last, failure));
  }

  /** The last of the events that are published, or null if there are none. */
  private CompletionStage<Progress.@Nullable Last> publish(Firing firing, List<Event> events) {
    CompletionStage<Progress.@Nullable Last> last = CompletableFuture.completedStage(null);
    for (int nth = 0; nth < events.size(); nth++) {
      Event event = events.get(nth);
      CompletionStage<String> id = hub.publishAsHolder(event, firing.key(nth));
      last =
          last.thenCombine(
              id, (before, done) -> new Progress.Last(firing.expected(), done, event.data()));
    }
    return last;
  }

  private synchronized void end(
      Firing firing, Progress.@Nullable Last last, @Nullable Throwable failure) {
    Job job = firing.job();
    Throwable cause = failure == null ? null : Payloads.cause(failure);
    if (jobs.get(firing.schedule().id()) != job) {
      return;
    }
    if (cause instanceof NotHolderException) {
      job.giveUp();
      standDown();
      return;
    }
    if (cause instanceof HubUnavailableException) {
      job.putOff(clock.instant().plus(PATIENCE));
      if (isActive && !job.isOver()) {
        waiting.add(job);
      }
    } else {
      job.end(firing, run(firing, last, cause), last);
      ledger.enter(job);
      place(job);
    }
    arm();
  }

  private Run run(Firing firing, Progress.@Nullable Last last, @Nullable Throwable cause) {
    Instant now = clock.instant();
    if (cause instanceof IdempotencyException) {
      return Run.published(
          firing.expected(), now, null, "The node that ran the schedules before had done it.");
    }
    if (cause != null) {
      LOG.log(Level.DEBUG, "A run of " + firing.schedule().id() + " failed.", cause);
      String message = cause.getMessage();
      return Run.failed(firing.expected(), now, message == null ? cause.toString() : message);
    }
    String detail =
        firing.merged() > 0 ? "Stands for " + firing.merged() + " earlier due times too." : null;
    return last == null
        ? Run.published(firing.expected(), now, null, "There was nothing to publish.")
        : Run.published(firing.expected(), now, last.id(), detail);
  }
}
