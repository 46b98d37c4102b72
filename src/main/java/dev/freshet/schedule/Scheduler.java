package dev.freshet.schedule;

import dev.freshet.health.Causes;
import dev.freshet.health.Health;
import dev.freshet.health.Service;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubUnavailableException;
import dev.freshet.hub.NotHolderException;
import dev.freshet.store.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs the schedules that are due, while this node is the one to do so. It sleeps until the next is
 * due; {@link #tick} must be called once a second to notice what a sleeper misses: that the lease
 * was acquired or lost, or that the clock was set. Thread-safe.
 *
 * <p>A run has three steps: it begins under the lock, its events are created and published without
 * it, and it ends under the lock again. Meanwhile no other run of that job begins.
 */
final class Scheduler {
  private static final Logger LOG = System.getLogger(Scheduler.class.getName());

  /** How long a run waits for an unavailable log, or for information that it needs first. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final int TICKS_PER_CHECK = 5;

  private final Hub hub;
  private final Runs runs;
  private final Ledger ledger;
  private final Time time;
  private final ClockJumps jumps;
  private final Alarm alarm;
  private final RandomGenerator random;
  private final Service service;

  // Guarded by this.
  private final Map<String, Job> jobs = new HashMap<>();
  private final TreeSet<Job> waiting = new TreeSet<>(Job.BY_TIME);
  private boolean isActive;

  /** Used by the thread that ticks. */
  private int ticks;

  /**
   * Creates an idle scheduler.
   *
   * @param timers wakes it; the tasks do not block
   */
  Scheduler(
      Hub hub,
      Payloads payloads,
      Store store,
      Executor aside,
      Time time,
      ScheduledExecutorService timers,
      RandomGenerator random,
      Health health) {
    this.hub = hub;
    this.runs = new Runs(hub, payloads, new Marks(store, health.fault("schedule marks")));
    this.ledger = new Ledger(store, aside, health.fault("schedule ledger"));
    this.time = time;
    this.jumps = new ClockJumps(time, health.fault("clock set"));
    this.service = health.service("schedules", Duration.ZERO);
    this.alarm = new Alarm(timers, this::wake);
    this.random = random;
  }

  /** Adds a schedule that is new or changed. */
  synchronized void put(Schedule schedule) {
    take(schedule);
    arm();
  }

  /** Replaces all schedules. */
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
      Ledger.Kept kept = ledger.kept();
      job = new Job(schedule, Progress.none(schedule));
      job.resume(kept.progress(schedule), kept.mark(schedule));
      jobs.put(schedule.id(), job);
    }
    place(job);
  }

  /** Removes a schedule. */
  synchronized void remove(String id) {
    Job job = jobs.get(id);
    if (job != null) {
      drop(id);
      ledger.forget(job.schedule());
      arm();
    }
  }

  private void drop(String id) {
    Job job = jobs.remove(id);
    if (job != null) {
      waiting.remove(job);
    }
  }

  /** Returns the progress of a schedule; empty if another node runs it. */
  synchronized Optional<Progress> progress(String id) {
    Job job = jobs.get(id);
    return isActive && job != null ? Optional.of(job.progress()) : Optional.empty();
  }

  /** Records a manual run, on whichever node it was done. */
  synchronized void note(String id, Run byHand) {
    Job job = jobs.get(id);
    if (isActive && job != null) {
      job.note(byHand);
      ledger.enter(job);
    }
  }

  /** Checks whether this node is the one to run the schedules, and stores their progress. */
  void tick() {
    service.guard(this::lookAround);
  }

  private void lookAround() {
    boolean hasJumped = !jumps.look().isZero();
    if (!hub.holdsLease()) {
      standDown();
    } else if (isActive()) {
      ledger.flush();
      if (++ticks % TICKS_PER_CHECK == 0) {
        ledger.check(this::enterAll);
      }
      realign(hasJumped);
    } else {
      ledger.read(this::takeOver);
    }
  }

  /** Whether this node runs the schedules. */
  synchronized boolean isActive() {
    return isActive;
  }

  /** Writes all progress again, because the store has lost it. */
  private synchronized void enterAll() {
    LOG.log(Level.WARNING, "The store has lost what schedules have run: it is written again.");
    jobs.values().forEach(ledger::enter);
  }

  private synchronized void takeOver(Ledger.Kept kept) {
    isActive = true;
    for (Job job : jobs.values()) {
      job.resume(kept.progress(job.schedule()), kept.mark(job.schedule()));
      place(job);
    }
    arm();
  }

  private void standDown() {
    rest();
    ledger.close();
  }

  private synchronized void rest() {
    isActive = false;
    waiting.clear();
    alarm.stop();
  }

  /** Starts no more runs, and stores their progress. May block briefly. */
  void stop() {
    rest();
    ledger.finish();
    service.stopped();
  }

  /** Sets the alarm again, in case the clock was set or the alarm was lost. */
  private synchronized void realign(boolean hasJumped) {
    if (hasJumped) {
      List.copyOf(waiting).forEach(this::place);
    }
    alarm.stop();
    arm();
  }

  /** Plans a job. One that cannot be planned is retried, and does not delay the others. */
  private void place(Job job) {
    waiting.remove(job);
    try {
      if (isActive && job.plan(random, time.instant())) {
        waiting.add(job);
      }
    } catch (Throwable e) {
      putOff(job, e);
    }
  }

  private void putOff(Job job, Throwable failure) {
    service.failed(failure);
    job.putOff(time.instant().plus(PATIENCE), /* mayBeDone= */ false);
    waiting.add(job);
  }

  private void arm() {
    if (waiting.isEmpty()) {
      alarm.stop();
    } else {
      alarm.set(waiting.first().at(), time.instant());
    }
  }

  /**
   * Runs on a timer thread. Nothing thrown leaves this method: the next tick sets the alarm again.
   */
  private void wake() {
    List<Job> uncertain = new ArrayList<>();
    try {
      for (Firing firing : begin(uncertain)) {
        runs.run(firing).whenComplete((result, failure) -> end(firing, result, failure));
      }
      if (!uncertain.isEmpty()) {
        ledger.readMarks(kept -> settle(uncertain, kept));
      }
    } catch (Throwable e) {
      service.failed(e);
    }
  }

  /**
   * Begins the runs that are due.
   *
   * @param uncertain receives the jobs for which the last published event must be found out first
   */
  private synchronized List<Firing> begin(List<Job> uncertain) {
    List<Firing> firings = new ArrayList<>();
    Instant now = time.instant();
    alarm.stop();
    while (!waiting.isEmpty() && !waiting.first().at().isAfter(now)) {
      Job job = waiting.first();
      waiting.remove(job);
      if (job.isUncertain()) {
        uncertain.add(job);
      } else {
        begin(job, now, firings);
      }
    }
    arm();
    return firings;
  }

  private void begin(Job job, Instant now, List<Firing> firings) {
    try {
      Firing firing = job.begin(now);
      if (firing != null) {
        firings.add(firing);
        return;
      }
      ledger.enter(job);
    } catch (Throwable e) {
      putOff(job, e);
      return;
    }
    place(job);
  }

  /** Records what the log says was published; null if it is unavailable. */
  private synchronized void settle(List<Job> uncertain, Ledger.@Nullable Kept kept) {
    for (Job job : uncertain) {
      if (!isActive || jobs.get(job.schedule().id()) != job) {
        continue;
      }
      if (kept == null) {
        job.putOff(time.instant().plus(PATIENCE), /* mayBeDone= */ true);
        waiting.add(job);
      } else {
        job.resume(null, kept.mark(job.schedule()));
        ledger.enter(job);
        place(job);
      }
    }
    arm();
  }

  private synchronized void end(
      Firing firing, Runs.@Nullable Result result, @Nullable Throwable failure) {
    Job job = firing.job();
    Throwable cause = Causes.ofNullable(failure);
    if (jobs.get(firing.schedule().id()) != job) {
      return;
    }
    if (cause instanceof NotHolderException) {
      job.giveUp();
      standDown();
      return;
    }
    if (cause instanceof HubUnavailableException) {
      job.putOff(time.instant().plus(PATIENCE), /* mayBeDone= */ hub.keepsMarks());
      if (isActive && !job.isOver()) {
        waiting.add(job);
      }
    } else {
      job.end(
          firing,
          Runs.told(firing, result, cause, time.instant()),
          result == null ? null : result.last());
      ledger.enter(job);
      place(job);
    }
    arm();
  }
}
