package dev.freshet.log;

/**
 * How far a series of events has come, kept by the log under the name of the series and moved in
 * the same atomic step that appends an event. An event whose place is not greater than the one kept
 * is not appended, however long ago the other was. Immutable.
 *
 * @param name the series; without line breaks
 * @param place digits, as many in each place of a series, so that places compare as texts
 * @param note what whoever goes on with the series must know; without line breaks
 */
public record Mark(String name, String place, String note) {

  /**
   * @throws IllegalArgumentException if the place has anything but digits
   */
  public Mark {
    if (place.isEmpty() || !place.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("The place of a mark must consist of digits.");
    }
  }

  /** As it is kept: the place, a space and the note. */
  public String text() {
    return place + " " + note;
  }
}
