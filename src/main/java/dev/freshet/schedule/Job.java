package dev.freshet.schedule;

import dev.freshet.schedule.trigger.CronTrigger;
import dev.freshet.schedule.trigger.IntervalTrigger;
import dev.freshet.schedule.trigger.Misfire;
import dev.freshet.schedule.trigger.Overdue;
import dev.freshet.schedule.trigger.Timing;
import dev.freshet.schedule.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A schedule, its progress, and its next step. Guarded by the {@link Scheduler}. */
final class Job {
  /** Orders jobs by the time of their next step. */
  static final Comparator<Job> BY_TIME =
      Comparator.comparing((Job job) -> job.at).thenComparing(job -> job.schedule.id());

  /** The largest backward clock change after which cron expressions skip repeated times. */
  static final Duration MOST_REPEATED = Duration.ofHours(3);

  private Schedule schedule;
  private Progress progress;

  /** When to look at it next. Must not change while the job is in a sorted set. */
  private Instant at = Instant.MAX;

  /** The due time that {@link #at} belongs to, which is earlier by the jitter. */
  private Instant planned = Instant.MAX;

  /** Due times to run now, one after the other. */
  private final Deque<Instant> toRun = new ArrayDeque<>();

  /** Up to when due times are handled, once those have run. */
  private Instant reached = Instant.MIN;

  /** How many other due times the next run also stands for. */
  private long merged;

  private boolean isRunning;

  /** Whether the last run may have been published without confirmation. */
  private boolean isUncertain;

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

  boolean isUncertain() {
    return isUncertain;
  }

  /**
   * Adopts the progress from the store, unless this is newer.
   *
   * @param kept the progress written with the last flush, or null
   * @param mark the mark of the last published event, or null
   */
  void resume(@Nullable Progress kept, @Nullable RunMark mark) {
    toRun.clear();
    isUncertain = false;
    if (kept != null
        && kept.created().equals(schedule.created())
        && kept.runs() + kept.missed() >= progress.runs() + progress.missed()) {
      progress = kept.handled(progress.handled());
    }
    if (mark != null && mark.run() > progress.runs()) {
      resume(mark);
    }
  }

  /** Finishes a run of which some events are published, however late that is. */
  private void resume(RunMark mark) {
    if (mark.isComplete()) {
      progress = progress.caughtUp(mark.run(), mark.missed(), mark.handled());
    } else {
      Instant before = mark.due().minusNanos(1);
      progress = progress.caughtUp(mark.run() - 1, mark.missed(), before);
      toRun.add(mark.due());
      reached = mark.handled();
      merged = mark.merged();
    }
  }

  void note(Run byHand) {
    progress = progress.ranByHand(byHand);
  }

  boolean isOver() {
    Integer maxRuns = schedule.maxRuns();
    return (maxRuns != null && progress.runs() >= maxRuns)
        || (toRun.isEmpty()
            && timing(schedule, progress.handled()).next(progress.handled()).isEmpty());
  }

  /** Decides when to look at it next; returns false if never, as far as is known. */
  boolean plan(RandomGenerator random, Instant now) {
    returnTo(now);
    if (isRunning || schedule.paused() || isOver()) {
      return false;
    }
    if (toRun.isEmpty()) {
      Optional<Instant> next = timing(schedule, progress.handled()).next(progress.handled());
      planned = next.orElse(Instant.MAX);
      at = next.map(due -> schedule.timing().jittered(due, random)).orElse(Instant.MAX);
    } else {
      planned = toRun.getFirst();
      at = planned;
    }
    return true;
  }

  private void returnTo(Instant now) {
    Instant handled = handledAt(schedule, progress.handled(), now);
    if (handled.isBefore(progress.handled())) {
      progress = progress.back(handled);
    }
  }

  /**
   * Returns up to when due times count as handled at a time. If a schedule is handled up to a time
   * far ahead, the clock was set back. An interval then continues within one and a half intervals.
   * A cron expression names times on the clock, and waits for one that has not been handled; but if
   * the clock was set back by more than {@link #MOST_REPEATED}, it was wrong before, and the
   * expression follows the new time at once, as in Vixie cron. A date occurs once.
   */
  private static Instant handledAt(Schedule schedule, Instant handled, Instant now) {
    Trigger trigger = schedule.timing().trigger();
    if (trigger instanceof IntervalTrigger interval) {
      Instant latest = now.plus(interval.every().dividedBy(2));
      return handled.isAfter(latest) ? latest : handled;
    }
    boolean wasWrong = trigger instanceof CronTrigger && handled.isAfter(now.plus(MOST_REPEATED));
    return wasWrong ? now : handled;
  }

  /**
   * Returns the timing from an instant on. The start of an interval that began at once is moved
   * back if the clock was set back before it.
   */
  static Timing timing(Schedule schedule, Instant from) {
    Timing timing = schedule.timing();
    if (timing.trigger() instanceof IntervalTrigger interval
        && from.isBefore(interval.start())
        && !interval.start().isAfter(schedule.created())) {
      long steps = Duration.between(from, interval.start()).dividedBy(interval.every()) + 1;
      Instant start = interval.start().minus(interval.every().multipliedBy(steps));
      return new Timing(
          new IntervalTrigger(interval.every(), start),
          timing.start(),
          timing.end(),
          timing.jitter());
    }
    return timing;
  }

  /** Returns the time after which a schedule is next due. */
  static Instant due(Schedule schedule, Progress progress, Instant now) {
    Instant handled = progress.handled(schedule.since()).handled();
    Instant after = handledAt(schedule, handled, now);
    return after.isAfter(now) ? after : now;
  }

  /** Begins the run that is due; returns null if it is too late for what was due. */
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
    Overdue overdue =
        schedule.misfire().sort(timing(schedule, progress.handled()), progress.handled(), now);
    boolean isOnlyMissed = overdue.run().isEmpty();
    reached = overdue.handled();
    if (overdue.missedCount() > 0) {
      long count = overdue.missedCount();
      Instant first = overdue.missed().get(0);
      progress = progress.missed(Run.missed(first, now, counted(count)), count);
    }
    // What is already handled must not be handled again if the run has to be repeated.
    progress = progress.handled(isOnlyMissed ? reached : overdue.run().get(0).minusNanos(1));
    merged = overdue.merged();
    toRun.addAll(overdue.run());
  }

  private static @Nullable String counted(long count) {
    if (count >= Misfire.MAX_COUNTED) {
      return "At least " + count + " due times";
    }
    return count > 1 ? count + " due times" : null;
  }

  /** Ends the run: none of its due times are due again. */
  void end(Firing firing, Run run, Progress.@Nullable Last published) {
    isRunning = false;
    progress = progress.ran(run, published).handled(firing.handled());
  }

  /**
   * Postpones a run that could not be attempted: it is due again later, unless it is too late then.
   *
   * @param mayBeDone whether it may have been published anyway
   */
  void putOff(Instant until, boolean mayBeDone) {
    isRunning = false;
    isUncertain = mayBeDone;
    toRun.clear();
    planned = Instant.MAX;
    at = until;
  }

  /** Abandons the run, which was not this node's to do. */
  void giveUp() {
    isRunning = false;
    toRun.clear();
  }
}
