package dev.freshet.event;

/** Thrown for an event that cannot be sent as it is. {@link #field} names the invalid field. */
public final class InvalidEventException extends IllegalArgumentException {
  private final String field;

  public InvalidEventException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The name of the invalid field, as in a publish request: {@code topic}, {@code id}, … */
  public String field() {
    return field;
  }
}
