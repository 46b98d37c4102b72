package dev.freshet.schedule;

import java.time.Instant;

/**
 * One run of a job in progress. Immutable.
 *
 * @param schedule as it was when the run began
 * @param due when it was due
 * @param expected the due time with jitter
 * @param merged how many earlier due times it also stands for
 * @param handled the time up to which due times are handled once it is done
 * @param before the job's progress before it
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

  /** Returns the key under which one of its events is published at most once, on whichever node. */
  String key(int nth) {
    // Publishers' keys contain no line end. An interval may be due at the same time of day again
    // after the clock was set back, so the key includes the run's number.
    return String.join(
        "\n",
        "schedule",
        schedule.id(),
        schedule.created().toString(),
        Long.toString(number()),
        due.toString(),
        Integer.toString(nth));
  }

  /** Returns the mark of one of its events. */
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
