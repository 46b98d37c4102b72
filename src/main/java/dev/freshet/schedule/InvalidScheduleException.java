package dev.freshet.schedule;

/**
 * A schedule that cannot be had as it is written; {@link #field} names the member that is wrong.
 */
public final class InvalidScheduleException extends IllegalArgumentException {
  private final String field;

  public InvalidScheduleException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The member of the JSON object that is wrong. */
  public String field() {
    return field;
  }
}
