package dev.freshet.json;

/**
 * Looks over a text before it is parsed, in one walk that takes no memory: a parser would build
 * what it holds, and fail in its own ways. What is no JSON at all is left for the parser to refuse.
 * Not safe for use by several threads.
 */
final class JsonLimits {
  /** Objects and arrays inside each other. */
  static final int DEPTH = 32;

  /** Members of objects and elements of arrays, all together. */
  static final int VALUES = 100_000;

  /** Digits of a number before its exponent… */
  static final int DIGITS = 100;

  /** …and of the exponent. */
  static final int EXPONENT_DIGITS = 3;

  /** UTF-16 units of a text: more than any door takes. */
  static final int LENGTH = 64 * 1024 * 1024;

  private static final String IN_NUMBERS = "0123456789+-.";

  private final String text;
  private int at;
  private int depth;
  private int values;

  private JsonLimits(String text) {
    this.text = text;
  }

  /** Throws an InvalidJsonException if the text is beyond a limit. */
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

  /** Parsers may stop at the end of the value, whatever follows. */
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
