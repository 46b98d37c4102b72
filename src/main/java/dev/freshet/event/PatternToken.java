package dev.freshet.event;

import java.util.ArrayList;
import java.util.List;

/** A token of a URL pattern (URL Pattern Standard, section 2.1.1). */
record PatternToken(Type type, String value) {
  enum Type {
    /** '{' */
    OPEN,
    /** '}' */
    CLOSE,
    /** ':' and a name; the value is the name. */
    NAME,
    /** A character that stands for itself. */
    CHAR,
    /** A character after a backslash. */
    ESCAPED,
    /** '?' or '+' */
    MODIFIER,
    /** '*', which is a wildcard or a modifier. */
    ASTERISK,
    /** ':' without a name, which is valid only between the parts of the URL. */
    COLON,
    END
  }

  static final PatternToken END = new PatternToken(Type.END, "");

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /**
   * Splits a pattern into tokens. {@link #END} is not added.
   *
   * @throws InvalidEventException if it contains a regular expression or ends with a backslash
   */
  static List<PatternToken> split(String pattern) {
    List<PatternToken> tokens = new ArrayList<>(pattern.length());
    for (int at = 0; at < pattern.length(); ) {
      int c = pattern.codePointAt(at);
      int next = at + Character.charCount(c);
      if (c == '(') {
        throw InvalidPattern.because(
            "regular expressions are not supported: they take more than linear time");
      }
      if (c == '\\') {
        if (next == pattern.length()) {
          throw InvalidPattern.because("nothing follows its last backslash");
        }
        int escaped = next;
        next += Character.charCount(pattern.codePointAt(next));
        tokens.add(new PatternToken(Type.ESCAPED, pattern.substring(escaped, next)));
      } else if (c == ':') {
        next = nameEnd(pattern, next);
        String name = pattern.substring(at + 1, next);
        tokens.add(
            name.isEmpty() ? new PatternToken(Type.COLON, ":") : new PatternToken(Type.NAME, name));
      } else {
        tokens.add(new PatternToken(type(c), pattern.substring(at, next)));
      }
      at = next;
    }
    return tokens;
  }

  private static Type type(int c) {
    return switch (c) {
      case '{' -> Type.OPEN;
      case '}' -> Type.CLOSE;
      case '?', '+' -> Type.MODIFIER;
      case '*' -> Type.ASTERISK;
      default -> Type.CHAR;
    };
  }

  private static int nameEnd(String pattern, int start) {
    int at = start;
    while (at < pattern.length()) {
      int c = pattern.codePointAt(at);
      if (!isNamePart(c, at == start)) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  /** Whether JavaScript allows it in an identifier. */
  private static boolean isNamePart(int c, boolean first) {
    if (c == '$' || c == '_') {
      return true;
    }
    if (first) {
      return Character.isUnicodeIdentifierStart(c);
    }
    return c == ZERO_WIDTH_NON_JOINER
        || c == ZERO_WIDTH_JOINER
        || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }

  /** Whether this is the given character without a special meaning, escaped or not. */
  boolean isPlain(String character) {
    return value.equals(character)
        && (type == Type.CHAR || type == Type.ESCAPED || type == Type.COLON);
  }

  /** Whether a '?' after this token modifies it. */
  boolean mayBeModified() {
    return type == Type.NAME || type == Type.CLOSE || type == Type.ASTERISK;
  }
}
