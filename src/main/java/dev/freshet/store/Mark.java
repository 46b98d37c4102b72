package dev.freshet.store;

/**
 * The state of a section of the store: how many changes it has had, and in which line of history. A
 * section that was emptied without the hub's knowledge starts a new line, and so does one that
 * nodes have restored.
 *
 * @param version increases with each change
 * @param line the name of the line of history; empty for a section that was never changed
 * @param base the version of the previous line that was known when this one began; -1 for a line
 *     that began empty
 */
public record Mark(long version, String line, long base) {
  /** The mark of a section that was never changed, or of which nothing is known. */
  public static final Mark NONE = new Mark(0, "", -1);

  /**
   * Whether a section with this mark still has everything it had at {@code known}. If not, the
   * store has lost something: it was emptied or restored from an older snapshot, or a lagging
   * replica was promoted.
   */
  public boolean covers(Mark known) {
    if (known.line.isEmpty()) {
      return true;
    }
    return line.equals(known.line) ? version >= known.version : base >= known.version;
  }
}
