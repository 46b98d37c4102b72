package dev.freshet.log;

/**
 * How far a series of events has come. The log keeps it under the name of the series and moves it
 * atomically with the append of an event. An event whose place is not greater than the one kept is
 * not appended, however long ago that one was. Immutable.
 *
 * @param name the series; without line breaks
 * @param place decimal digits, the same number in every place of a series, so that places compare
 *     as text
 * @param note what the next holder needs to continue the series; without line breaks
 */
public record Mark(String name, String place, String note) {

  /**
   * @throws IllegalArgumentException if the place is empty or has anything but digits
   */
  public Mark {
    if (place.isEmpty() || !place.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("The place of a mark must consist of digits.");
    }
  }

  /** The stored form: the place, a space and the note. */
  public String text() {
    return place + " " + note;
  }
}
