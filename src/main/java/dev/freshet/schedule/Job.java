package dev.freshet.schedule;

import dev.freshet.schedule.trigger.Overdue;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A schedule, how far it is, and what it does next. Guarded by the {@link Scheduler}. */
final class Job {
  /** Those that come first, first. */
  static final Comparator<Job> BY_TIME =
      Comparator.comparing((Job job) -> job.at).thenComparing(job -> job.schedule.id());

  private Schedule schedule;
  private Progress progress;

  /** When to look at it next. While it is in an order, this must not change. */
  private Instant at = Instant.MAX;

  /** The due time that {@link #at} is for, which is earlier by the jitter. */
  private Instant planned = Instant.MAX;

  /** Due times that are to be run now, one after the other. */
  private final Deque<Instant> toRun = new ArrayDeque<>();

  /** Up to when due times are dealt with, once those are run. */
  private Instant reached = Instant.MIN;

  /** How many other due times the next run stands for. */
  private long merged;

  private boolean isRunning;

  Job(Schedule schedule, Progress progress) {
    this.schedule = schedule;
    this.progress = progress.handled(schedule.since());
  }

  Schedule schedule() {
    return schedule;
  }

  Progress progress() {
    return progress;
  }

  Instant at() {
    return at;
  }

  boolean isRunning() {
    return isRunning;
  }

  void change(Schedule changed) {
    schedule = changed;
    progress = progress.handled(changed.since());
    toRun.clear();
  }

  /** Takes over what the store has, unless this is newer. */
  void resume(Progress kept) {
    toRun.clear();
    boolean isOfThis = kept.created().equals(schedule.created());
    if (isOfThis && kept.runs() + kept.missed() >= progress.runs() + progress.missed()) {
      progress = kept.handled(progress.handled());
    }
  }

  void note(Run byHand) {
    progress = progress.ranByHand(byHand);
  }

  boolean isOver() {
    Integer maxRuns = schedule.maxRuns();
    return (maxRuns != null && progress.runs() >= maxRuns)
        || (toRun.isEmpty() && schedule.timing().next(progress.handled()).isEmpty());
  }

  /** Decides when to look at it next; false if never, for all that is known. */
  boolean plan(RandomGenerator random) {
    if (isRunning || schedule.paused() || isOver()) {
      return false;
    }
    if (toRun.isEmpty()) {
      Optional<Instant> next = schedule.timing().next(progress.handled());
      planned = next.orElse(Instant.MAX);
      at = next.map(due -> schedule.timing().jittered(due, random)).orElse(Instant.MAX);
    } else {
      planned = toRun.getFirst();
      at = planned;
    }
    return true;
  }

  /** Begins the run that is due; null if what was due is too late. */
  @Nullable Firing begin(Instant now) {
    if (toRun.isEmpty()) {
      sort(now);
    }
    Instant due = toRun.pollFirst();
    if (due == null) {
      return null;
    }
    isRunning = true;
    Instant expected = due.equals(planned) ? at : due;
    Instant handled = toRun.isEmpty() ? reached : due;
    Firing firing = new Firing(this, schedule, due, expected, merged, handled, progress, now);
    merged = 0;
    return firing;
  }

  private void sort(Instant now) {
    Overdue overdue = schedule.misfire().sort(schedule.timing(), progress.handled(), now);
    boolean isOnlyMissed = overdue.run().isEmpty();
    reached = overdue.handled();
    if (!overdue.missed().isEmpty()) {
      long count = overdue.missed().size() + (isOnlyMissed ? overdue.rest() : 0);
      Instant first = overdue.missed().get(0);
      progress = progress.missed(Run.missed(first, now, counted("due times", count)), count);
    }
    // What is dealt with must not be dealt with again if the run has to be repeated.
    progress = progress.handled(isOnlyMissed ? reached : overdue.run().get(0).minusNanos(1));
    merged = schedule.misfire().coalesce() && !isOnlyMissed ? overdue.rest() : 0;
    toRun.addAll(overdue.run());
  }

  private static @Nullable String counted(String what, long count) {
    return count > 1 ? count + " " + what : null;
  }

  /** The run is done: nothing of it is due again. */
  void end(Firing firing, Run run, Progress.@Nullable Last published) {
    isRunning = false;
    progress = progress.ran(run, published).handled(firing.handled());
  }

  /** The run could not be tried: it is due again at another time, if it is not too late then. */
  void putOff(Instant until) {
    isRunning = false;
    toRun.clear();
    planned = Instant.MAX;
    at = until;
  }

  /** The run was not ours to do. */
  void giveUp() {
    isRunning = false;
    toRun.clear();
  }
}
