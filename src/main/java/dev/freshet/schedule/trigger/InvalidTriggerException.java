package dev.freshet.schedule.trigger;

/** Thrown for a trigger that is invalid as written; {@link #field} names the wrong part. */
public final class InvalidTriggerException extends IllegalArgumentException {
  private final String field;

  public InvalidTriggerException(String field, String message) {
    super(message);
    this.field = field;
  }

  /**
   * Returns the name of the wrong part: {@code second}, {@code minute}, {@code hour}, {@code
   * day-of-month}, {@code month}, {@code day-of-week}; {@code cron} for the whole expression;
   * {@code every}, {@code start}, {@code end}, {@code jitter} or {@code grace}.
   */
  public String field() {
    return field;
  }
}
