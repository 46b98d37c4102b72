package dev.freshet.event;

/** An event that cannot be sent as it is; {@link #field} names the part that is wrong. */
public final class InvalidEventException extends IllegalArgumentException {
  private final String field;

  public InvalidEventException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The name of the part that is wrong, as in a publisher's form: {@code topic}, {@code id}, … */
  public String field() {
    return field;
  }
}
