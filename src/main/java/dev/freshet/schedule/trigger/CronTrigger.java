package dev.freshet.schedule.trigger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trigger of a cron expression in a time zone. Six fields, <em>second minute hour day-of-month
 * month day-of-week</em>, each a list of {@code *}, <code>*&#47;n</code>, {@code a}, {@code a/n},
 * {@code a-b} or {@code a-b/n}; case does not matter.
 *
 * <ul>
 *   <li>All fields must match, including both day-of-month <em>and</em> day-of-week, as in
 *       APScheduler and unlike in a crontab.
 *   <li>Weekdays are those of APScheduler 3.x: 0 is Monday and 6 is Sunday, or {@code mon} to
 *       {@code sun}. Months are 1 to 12 or {@code jan} to {@code dec}.
 *   <li>A day-of-month may be {@code last}, or a weekday by its position: {@code 1st mon}, {@code
 *       5th tue}, {@code last fri}.
 *   <li>A step must not be longer than its range, as in APScheduler: <code>*&#47;90</code> is an
 *       error.
 * </ul>
 *
 * <p>The behaviour when the clocks change depends on whether hour, minute or second has a star,
 * with or without a step. A range from the least to the greatest value counts as a star.
 *
 * <ul>
 *   <li>Without a star, the expression names times on the wall clock, and each of them is due
 *       exactly once. A time that the clocks skip is due at the moment of the change (02:30 at
 *       03:00); a time that occurs twice is due the first time. Several skipped times are due once.
 *   <li>With a star, the expression follows elapsed time. It is due whenever the local time
 *       matches: twice if that occurs twice, and not at all if it is skipped.
 * </ul>
 */
public final class CronTrigger implements Trigger {
  /** The supported years: those of four digits, which every date parser accepts. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final CronExpression expression;
  private final ZoneId zone;

  private CronTrigger(CronExpression expression, ZoneId zone) {
    this.expression = expression;
    this.zone = zone;
  }

  /**
   * Reads an expression of six fields.
   *
   * @throws InvalidTriggerException if it is invalid; names the field
   */
  public static CronTrigger of(String expression, ZoneId zone) {
    return new CronTrigger(CronExpression.read(expression), zone);
  }

  /**
   * Reads a crontab's five fields, <em>minute hour day-of-month month day-of-week</em>; the second
   * is 0. Weekday numbers are the crontab's, 0 and 7 for Sunday and 1 for Monday, and are
   * converted, which APScheduler does not do. Day-of-month and day-of-week must both match here
   * too.
   *
   * @throws InvalidTriggerException if it is invalid; names the field
   */
  public static CronTrigger fromCrontab(String expression, ZoneId zone) {
    return new CronTrigger(CronExpression.readCrontab(expression), zone);
  }

  public ZoneId zone() {
    return zone;
  }

  /** As {@link Trigger#next}; also empty after the year 9999. */
  @Override
  public Optional<Instant> next(Instant after) {
    if (!after.isBefore(LATEST)) {
      return Optional.empty();
    }
    Instant from = after.isBefore(EARLIEST) ? EARLIEST : after;
    Optional<Instant> due =
        expression.times().open() ? nextByElapsedTime(from) : nextByWallClock(from);
    return due.filter(at -> at.isBefore(LATEST));
  }

  private Optional<Instant> nextByWallClock(Instant after) {
    ZoneRules rules = zone.getRules();
    LocalDateTime local = LocalDateTime.ofInstant(after, zone);
    ZoneOffsetTransition change = rules.getTransition(local);
    boolean secondTime = change != null && rules.getOffset(after).equals(change.getOffsetAfter());
    // A time that occurs twice was due the first time.
    LocalDateTime from =
        change != null && secondTime ? change.getDateTimeBefore() : secondAfter(local);
    return expression.from(from).map(this::firstInstant);
  }

  private Instant firstInstant(LocalDateTime local) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change == null) {
      return local.toInstant(zone.getRules().getOffset(local));
    }
    return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
  }

  /** Proceeds from one clock change to the next, using the offset between them. */
  private Optional<Instant> nextByElapsedTime(Instant after) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(after);
    LocalDateTime from = secondAfter(LocalDateTime.ofInstant(after, offset));
    Optional<LocalDateTime> found = expression.from(from);
    ZoneOffsetTransition change = rules.nextTransition(after);
    while (found.isPresent() && change != null && reaches(found.get(), change)) {
      LocalDateTime resumed = change.getDateTimeAfter();
      if (resumed.isBefore(from) || resumed.isAfter(found.get())) {
        from = resumed;
        found = expression.from(from);
      }
      offset = change.getOffsetAfter();
      change = rules.nextTransition(change.getInstant());
    }
    ZoneOffset last = offset;
    return found.map(local -> local.toInstant(last));
  }

  private static boolean reaches(LocalDateTime local, ZoneOffsetTransition change) {
    return !local.isBefore(change.getDateTimeBefore());
  }

  private static LocalDateTime secondAfter(LocalDateTime local) {
    return local.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CronTrigger that
        && toString().equals(that.toString())
        && zone.equals(that.zone);
  }

  @Override
  public int hashCode() {
    return 31 * toString().hashCode() + zone.hashCode();
  }

  /**
   * Returns the six fields in their shortest form, with weekdays by name; {@link #of} reads it
   * back.
   */
  @Override
  public String toString() {
    return expression.text();
  }
}
