package dev.freshet.feed.social;

/** The key of a text that only says that two belong together. */
record Pair(String first, String second) {
  private static final char BETWEEN = ' ';

  /** Reads what {@link #toString} wrote. */
  static Pair parse(String key) {
    int space = key.indexOf(BETWEEN);
    if (space < 0) {
      throw new IllegalArgumentException("no pair: " + key);
    }
    return new Pair(key.substring(0, space), key.substring(space + 1));
  }

  @Override
  public String toString() {
    return first + BETWEEN + second;
  }
}
