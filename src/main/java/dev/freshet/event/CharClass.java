package dev.freshet.event;

/**
 * A set of characters: any subset of ASCII, and either all other characters or none.
 *
 * @param low the characters 0 to 63, a bit each
 * @param high the characters 64 to 127, a bit each
 * @param others whether all characters past ASCII belong to it
 */
record CharClass(long low, long high, boolean others) {
  /** The number of characters that are distinguished; all others are treated alike. */
  static final int ASCII = 128;

  static final CharClass ANY = new CharClass(-1, -1, true);

  /** Returns the class of the ASCII characters in a text. */
  static CharClass of(String chars) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      low |= c < 64 ? 1L << c : 0;
      high |= c >= 64 ? 1L << c : 0;
    }
    return new CharClass(low, high, false);
  }

  /** Returns the class of all characters except those in an ASCII text. */
  static CharClass allBut(String chars) {
    CharClass without = of(chars);
    return new CharClass(~without.low, ~without.high, true);
  }

  boolean hasAscii(int c) {
    return ((c < 64 ? low : high) >>> c & 1) != 0;
  }
}
