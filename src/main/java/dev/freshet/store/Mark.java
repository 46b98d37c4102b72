package dev.freshet.store;

/**
 * Where a section of the store stands: how many changes it has had, and in which line of its
 * history. A section that was emptied behind the hub's back begins another line; so does one that
 * nodes have made whole again.
 *
 * @param version goes up with each change
 * @param line the name of the line of history; empty for a section that never had a change
 * @param base what was known of the line before when this one began, as a version of that line; -1
 *     for a line that began with nothing
 */
public record Mark(long version, String line, long base) {
  /** The mark of a section that never had a change, and of which nothing is known. */
  public static final Mark NONE = new Mark(0, "", -1);

  /**
   * Whether a section that stands here has everything that somebody knows who saw it there. If not,
   * the store has lost something: it was emptied, or restored from an older snapshot, or a replica
   * that lagged was promoted.
   */
  public boolean covers(Mark known) {
    if (known.line.isEmpty()) {
      return true;
    }
    return line.equals(known.line) ? version >= known.version : base >= known.version;
  }
}
