package dev.freshet.schedule;

import dev.freshet.log.Mark;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The mark of a run's event: tells the next node that runs the schedule what was published, even if
 * the ledger was written long before. Immutable.
 *
 * @param schedule the id of the schedule
 * @param created when the schedule was created
 * @param run the number of the run, from 1
 * @param due when the run was due
 * @param nth the event's index, from 0
 * @param total how many events the run has
 * @param handled up to when due times are handled after the run
 * @param merged how many earlier due times the run also stands for
 * @param missed how many due times were missed before the run
 */
record RunMark(
    String schedule,
    Instant created,
    long run,
    Instant due,
    int nth,
    int total,
    Instant handled,
    long merged,
    long missed) {
  private static final String SEPARATOR = " ";
  private static final int PARTS = 8;
  private static final int RUN_DIGITS = 15;
  private static final int SECOND_DIGITS = 12;
  private static final int NANO_DIGITS = 9;
  private static final int NTH_DIGITS = 6;

  /** Returns the series of a schedule: one created again with the same id starts a new series. */
  static String name(Schedule schedule) {
    return name(schedule.id(), schedule.created());
  }

  private static String name(String id, Instant created) {
    return id + SEPARATOR + created;
  }

  /** Whether this is the mark of the run's last event. */
  boolean isComplete() {
    return nth + 1 >= total;
  }

  /**
   * Returns the mark for the log. The run's number comes first, because due times of an interval
   * may go back with the clock, but run numbers do not.
   */
  Mark mark() {
    String place =
        digits(run, RUN_DIGITS)
            + digits(Math.max(0, due.getEpochSecond()), SECOND_DIGITS)
            + digits(due.getNano(), NANO_DIGITS)
            + digits(nth, NTH_DIGITS);
    return new Mark(name(schedule, created), place, note());
  }

  /** Pads with zeros. A formatter would use the digits of the server's locale. */
  private static String digits(long number, int count) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, count - digits.length())) + digits;
  }

  private String note() {
    return String.join(
        SEPARATOR,
        Long.toString(run),
        due.toString(),
        Integer.toString(nth),
        Integer.toString(total),
        handled.toString(),
        Long.toString(merged),
        Long.toString(missed));
  }

  /** Reads the mark stored for a schedule; returns null if there is none, or it is malformed. */
  static @Nullable RunMark of(Schedule schedule, @Nullable String text) {
    String[] parts = text == null ? new String[0] : text.split(SEPARATOR, -1);
    if (parts.length != PARTS) {
      return null;
    }
    try {
      return new RunMark(
          schedule.id(),
          schedule.created(),
          Long.parseLong(parts[1]),
          Instant.parse(parts[2]),
          Integer.parseInt(parts[3]),
          Integer.parseInt(parts[4]),
          Instant.parse(parts[5]),
          Long.parseLong(parts[6]),
          Long.parseLong(parts[7]));
    } catch (RuntimeException e) {
      return null;
    }
  }
}
