package dev.freshet.schedule.trigger;

import java.time.Instant;
import java.util.List;

/**
 * What has become due since a schedule was last looked at, from the earliest to the latest.
 *
 * @param run what is to be run now
 * @param missed what is too late to be run, at most {@link Misfire#MAX_LISTED} of it
 * @param missedCount how many due times are too late; {@link Misfire#MAX_COUNTED} stands for that
 *     many or more
 * @param merged how many earlier due times the one run stands for; the same bound
 * @param handled up to where due times are dealt with; the next call begins here
 */
public record Overdue(
    List<Instant> run, List<Instant> missed, long missedCount, long merged, Instant handled) {

  public Overdue {
    run = List.copyOf(run);
    missed = List.copyOf(missed);
  }
}
