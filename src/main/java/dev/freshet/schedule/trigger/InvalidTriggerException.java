package dev.freshet.schedule.trigger;

/** A trigger that cannot be had as it is written; {@link #field} names the part that is wrong. */
public final class InvalidTriggerException extends IllegalArgumentException {
  private final String field;

  public InvalidTriggerException(String field, String message) {
    super(message);
    this.field = field;
  }

  /**
   * The name of the part that is wrong: {@code second}, {@code minute}, {@code hour}, {@code
   * day-of-month}, {@code month}, {@code day-of-week}; {@code cron} for an expression as a whole;
   * {@code every}, {@code start}, {@code end}, {@code jitter} or {@code grace}.
   */
  public String field() {
    return field;
  }
}
