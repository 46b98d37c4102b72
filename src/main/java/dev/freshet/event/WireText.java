package dev.freshet.event;

import org.jspecify.annotations.Nullable;

/** Checks for text that goes into an event stream (WHATWG HTML, section 9.2.6). */
final class WireText {
  private static final char REPLACEMENT = '\uFFFD';

  private WireText() {}

  /** Rejects text that cannot be sent back in a header: servers answer it with 400. */
  static void checkPrintableAscii(String field, @Nullable String value) {
    if (value != null && value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new InvalidEventException(
          field, "The " + field + " must be printable ASCII: clients send it back in a header.");
    }
  }

  /**
   * Rejects invisible characters in names of any kind: control characters, which break the lines of
   * streams and logs; format characters, which make two names look the same or read backwards; line
   * and paragraph separators. This includes the joiners in emoji, which URLs percent-encode.
   */
  static void checkName(String field, @Nullable String value) {
    if (value == null) {
      return;
    }
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      if (isUnseen(c)) {
        throw new InvalidEventException(
            field, "The " + field + " must not contain control or format characters.");
      }
      i += Character.charCount(c);
    }
    if (firstLoneSurrogate(value) >= 0) {
      throw new InvalidEventException(field, "The " + field + " is not well-formed Unicode.");
    }
  }

  private static boolean isUnseen(int c) {
    if (c >= ' ' && c <= '~') {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** Returns the text with each lone surrogate replaced, so that it can be written as UTF-8. */
  static String wellFormed(String text) {
    int first = firstLoneSurrogate(text);
    if (first < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = first; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      out.appendCodePoint(lone ? REPLACEMENT : c);
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static int firstLoneSurrogate(String text) {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        return i;
      }
      i += Character.charCount(c);
    }
    return -1;
  }
}
