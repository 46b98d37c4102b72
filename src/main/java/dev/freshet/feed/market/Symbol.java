package dev.freshet.feed.market;

import java.util.regex.Pattern;

/** The short name under which something is traded: {@code ACME}, {@code BRK.B}, {@code ^GSPC}. */
final class Symbol {
  private static final Pattern ALLOWED = Pattern.compile("[A-Z0-9.^=-]{1,16}");

  private Symbol() {}

  static boolean isAllowed(String symbol) {
    return ALLOWED.matcher(symbol).matches();
  }

  /**
   * The same symbol, if it is one.
   *
   * @throws IllegalArgumentException if not; the text is not repeated, as it may come from outside
   */
  static String checked(String symbol) {
    if (!isAllowed(symbol)) {
      throw new IllegalArgumentException("A symbol is 1 to 16 of A-Z 0-9 . ^ = -");
    }
    return symbol;
  }
}
