package dev.freshet.schedule.trigger;

import java.time.Instant;
import java.util.List;

/**
 * The times that have become due since a schedule was last checked, in order.
 *
 * @param run the times to run now
 * @param missed the times that are too late to run, at most {@link Misfire#MAX_LISTED} of them
 * @param missedCount how many due times are too late; {@link Misfire#MAX_COUNTED} means that many
 *     or more
 * @param merged how many earlier due times the single run also stands for; bounded in the same way
 * @param handled up to where due times are handled; the next call starts here
 */
public record Overdue(
    List<Instant> run, List<Instant> missed, long missedCount, long merged, Instant handled) {

  public Overdue {
    run = List.copyOf(run);
    missed = List.copyOf(missed);
  }
}
