package dev.freshet.schedule.trigger;

import java.time.Instant;
import java.util.List;

/**
 * What has become due since a schedule was last looked at, from the earliest to the latest.
 *
 * @param run what is to be run now
 * @param missed what is too late to be run
 * @param rest how many due times are in neither list: missed ones past {@link Misfire#MAX_LISTED},
 *     those that one run stands for, and those that come with the next call. Two counts of up to
 *     {@link Misfire#MAX_COUNTED}, where more are not counted.
 * @param handled up to where due times are dealt with; the next call begins here
 */
public record Overdue(List<Instant> run, List<Instant> missed, long rest, Instant handled) {

  public Overdue {
    run = List.copyOf(run);
    missed = List.copyOf(missed);
  }
}
