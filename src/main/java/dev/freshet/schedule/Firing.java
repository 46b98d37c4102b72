package dev.freshet.schedule;

import java.time.Instant;

/**
 * One run of a job, while it is under way. Immutable.
 *
 * @param schedule as it was when the run began
 * @param due when it was due
 * @param expected the same with the jitter
 * @param merged for how many earlier due times it stands too
 * @param handled up to when the job's due times are dealt with once it is done
 * @param before how far the job was
 * @param begun when it began
 */
record Firing(
    Job job,
    Schedule schedule,
    Instant due,
    Instant expected,
    long merged,
    Instant handled,
    Progress before,
    Instant begun) {

  /** Under which its events are published at most once, whichever node does it. */
  String key(int nth) {
    // No key of a publisher has a line end in it. An interval may be due at the same time of day
    // again when the clock was set back, so the number of the run is part of it.
    return String.join(
        "\n",
        "schedule",
        schedule.id(),
        schedule.created().toString(),
        Long.toString(number()),
        due.toString(),
        Integer.toString(nth));
  }

  /** The mark of one of its events. */
  RunMark mark(int nth, int total) {
    return new RunMark(
        schedule.id(),
        schedule.created(),
        number(),
        due,
        nth,
        total,
        handled,
        merged,
        before.missed());
  }

  private long number() {
    return before.runs() + 1;
  }

  Payloads.Moment moment() {
    return new Payloads.Moment(expected, begun, number(), before.last());
  }
}
