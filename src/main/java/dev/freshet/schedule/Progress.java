package dev.freshet.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a schedule is. Immutable.
 *
 * @param created that of the schedule: tells whether this is about it or about an earlier one of
 *     the same id
 * @param handled up to when its due times are dealt with
 * @param runs how many were run, without those that were missed
 * @param missed how many were missed
 * @param last what was published last, for templates; null before the first
 * @param history the last runs, the newest first
 */
public record Progress(
    Instant created,
    Instant handled,
    long runs,
    long missed,
    @Nullable Last last,
    List<Run> history) {
  /** More than a page shows of each. */
  static final int LONGEST_HISTORY = 10;

  /**
   * What was published last.
   *
   * @param data its text; empty if it was longer than {@link #LONGEST_DATA}
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

  /** That of a schedule which has not run. */
  public static Progress none(Schedule schedule) {
    return new Progress(schedule.created(), schedule.since(), 0, 0, null, List.of());
  }

  /** After due times up to an instant were dealt with. */
  Progress handled(Instant until) {
    return until.isAfter(handled)
        ? new Progress(created, until, runs, missed, last, history)
        : this;
  }

  /** After a run that was not missed. */
  Progress ran(Run run, @Nullable Last published) {
    return new Progress(
        created, handled, runs + 1, missed, published == null ? last : published, with(run));
  }

  /** After a run by hand, which leaves count and template values alone. */
  Progress ranByHand(Run run) {
    return new Progress(created, handled, runs, missed, last, with(run));
  }

  /** After due times went by; one run in the history stands for all of them. */
  Progress missed(Run run, long count) {
    return new Progress(created, handled, runs, missed + count, last, with(run));
  }

  /**
   * With the clock set back meanwhile: due times after that are due again.
   *
   * @param until earlier than what was handled
   */
  Progress back(Instant until) {
    return new Progress(created, until, runs, missed, last, history);
  }

  /** As another node left it that ran more than this one knows. */
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
