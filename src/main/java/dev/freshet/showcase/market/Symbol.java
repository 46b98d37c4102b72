package dev.freshet.showcase.market;

import java.util.regex.Pattern;

/** The short name of something traded: {@code ACME}, {@code BRK.B}, {@code ^GSPC}. */
final class Symbol {
  private static final Pattern ALLOWED = Pattern.compile("[A-Z0-9.^=-]{1,16}");

  private Symbol() {}

  static boolean isAllowed(String symbol) {
    return ALLOWED.matcher(symbol).matches();
  }

  /**
   * Returns the symbol if it is valid.
   *
   * @throws IllegalArgumentException otherwise; the text is not quoted, because it may come from
   *     outside
   */
  static String checked(String symbol) {
    if (!isAllowed(symbol)) {
      throw new IllegalArgumentException("A symbol is 1 to 16 of A-Z 0-9 . ^ = -");
    }
    return symbol;
  }
}
