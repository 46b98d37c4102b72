package dev.freshet.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a schedule. Immutable.
 *
 * @param created when the schedule was created; distinguishes it from an earlier one with the same
 *     id
 * @param handled up to when its due times are handled
 * @param runs number of runs, not counting missed ones
 * @param missed number of missed runs
 * @param last what was published last, for templates; null before the first run
 * @param history the last runs, newest first
 */
public record Progress(
    Instant created,
    Instant handled,
    long runs,
    long missed,
    @Nullable Last last,
    List<Run> history) {
  /** More than a page shows per schedule. */
  static final int LONGEST_HISTORY = 10;

  /**
   * What was published last.
   *
   * @param data its text; empty if longer than {@link #LONGEST_DATA}
   */
  public record Last(Instant time, String id, String data) {
    static final int LONGEST_DATA = 4096;

    public Last {
      data = data.length() > LONGEST_DATA ? "" : data;
    }
  }

  public Progress {
    history = List.copyOf(history);
  }

  /** Returns the progress of a schedule that has not run. */
  public static Progress none(Schedule schedule) {
    return new Progress(schedule.created(), schedule.since(), 0, 0, null, List.of());
  }

  /** Returns the progress after due times up to an instant were handled. */
  Progress handled(Instant until) {
    return until.isAfter(handled)
        ? new Progress(created, until, runs, missed, last, history)
        : this;
  }

  /** Returns the progress after a run that was not missed. */
  Progress ran(Run run, @Nullable Last published) {
    return new Progress(
        created, handled, runs + 1, missed, published == null ? last : published, with(run));
  }

  /**
   * Returns the progress after a manual run, which leaves the count and template values unchanged.
   */
  Progress ranByHand(Run run) {
    return new Progress(created, handled, runs, missed, last, with(run));
  }

  /**
   * Returns the progress after due times were missed; one run in the history stands for all of
   * them.
   */
  Progress missed(Run run, long count) {
    return new Progress(created, handled, runs, missed + count, last, with(run));
  }

  /**
   * Returns the progress after the clock was set back: due times after {@code until} are due again.
   *
   * @param until earlier than what was handled
   */
  Progress back(Instant until) {
    return new Progress(created, until, runs, missed, last, history);
  }

  /** Returns the progress as left by another node that knows of more runs. */
  Progress caughtUp(long knownRuns, long knownMissed, Instant until) {
    return new Progress(created, handled, knownRuns, Math.max(missed, knownMissed), last, history)
        .handled(until);
  }

  private List<Run> with(Run run) {
    List<Run> longer = new ArrayList<>(LONGEST_HISTORY + 1);
    longer.add(run);
    longer.addAll(history.subList(0, Math.min(history.size(), LONGEST_HISTORY - 1)));
    return longer;
  }
}
