package dev.freshet.showcase.social;

/** The key of a stored text that only relates two ids. */
record Pair(String first, String second) {
  private static final char BETWEEN = ' ';

  /** Parses the output of {@link #toString}. */
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
