package dev.freshet.json;

/**
 * Checks a text before it is parsed, in one pass that allocates no memory: a parser would build the
 * values first, and fail in various ways. Text that is not JSON at all is left for the parser to
 * reject. Not thread-safe.
 */
final class JsonLimits {
  /** Maximum nesting of objects and arrays. */
  static final int DEPTH = 32;

  /** Maximum number of members and elements, in total. */
  static final int VALUES = 100_000;

  /** Maximum digits of a number before its exponent. */
  static final int DIGITS = 100;

  /** Maximum digits of an exponent. */
  static final int EXPONENT_DIGITS = 3;

  /** Maximum UTF-16 units of a text: more than any endpoint accepts. */
  static final int LENGTH = 64 * 1024 * 1024;

  private static final String IN_NUMBERS = "0123456789+-.";

  private final String text;
  private int at;
  private int depth;
  private int values;

  private JsonLimits(String text) {
    this.text = text;
  }

  /** Throws an {@link InvalidJsonException} if the text exceeds a limit. */
  static void check(String text) {
    if (text.length() > LENGTH) {
      throw new InvalidJsonException("The JSON is too long.");
    }
    JsonLimits limits = new JsonLimits(text);
    while (limits.at < text.length()) {
      limits.look();
    }
  }

  private void look() {
    char c = text.charAt(at++);
    switch (c) {
      case '"' -> skipString();
      case '{', '[' -> {
        depth++;
        count();
      }
      case '}', ']' -> close();
      case ',' -> count();
      default -> {
        if (IN_NUMBERS.indexOf(c) >= 0) {
          at--;
          skipNumber();
        }
      }
    }
  }

  private void count() {
    if (depth > DEPTH) {
      throw new InvalidJsonException("The JSON nests more than " + DEPTH + " levels deep.");
    }
    if (++values > VALUES) {
      throw new InvalidJsonException("The JSON has more than " + VALUES + " values.");
    }
  }

  /** Rejects anything after the value: parsers may stop at its end and ignore the rest. */
  private void close() {
    if (--depth <= 0 && !text.substring(at).isBlank()) {
      throw new InvalidJsonException("Something follows the JSON.");
    }
  }

  private void skipString() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      at += c == '\\' ? 1 : 0;
    }
  }

  private void skipNumber() {
    int digits = skipDigits();
    int exponent = 0;
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      exponent = skipDigits();
    }
    if (digits > DIGITS || exponent > EXPONENT_DIGITS) {
      throw new InvalidJsonException(
          "A number of the JSON has more than "
              + DIGITS
              + " digits, or more than "
              + EXPONENT_DIGITS
              + " in its exponent.");
    }
  }

  private int skipDigits() {
    int digits = 0;
    while (at < text.length() && IN_NUMBERS.indexOf(text.charAt(at)) >= 0) {
      digits += Character.isDigit(text.charAt(at++)) ? 1 : 0;
    }
    return digits;
  }
}
