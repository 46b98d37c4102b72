package dev.freshet.event;

import org.jspecify.annotations.Nullable;

/** Rules for the texts that go into an event stream (WHATWG HTML, section 9.2.6). */
final class WireText {
  private static final char REPLACEMENT = '\uFFFD';

  private WireText() {}

  /** Refuses what would end a line of the stream, or make a client ignore the field. */
  static void checkLine(String field, @Nullable String value) {
    if (value == null) {
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\n' || c == '\r' || c == '\0') {
        throw new InvalidEventException(
            field, "The " + field + " must not contain a line break or NUL.");
      }
    }
    checkWellFormed(field, value);
  }

  /** Refuses what does not come back unharmed in a header: servers answer it with 400. */
  static void checkPrintableAscii(String field, @Nullable String value) {
    if (value != null && value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new InvalidEventException(
          field, "The " + field + " must be printable ASCII: clients send it back in a header.");
    }
  }

  /** Refuses control characters, which no topic has a use for. */
  static void checkNoControls(String field, String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
      throw new InvalidEventException(
          field, "The " + field + " must not contain control characters.");
    }
    checkWellFormed(field, value);
  }

  private static void checkWellFormed(String field, String value) {
    if (firstLoneSurrogate(value) >= 0) {
      throw new InvalidEventException(field, "The " + field + " is not well-formed Unicode.");
    }
  }

  /** The text with each lone surrogate replaced, so that it can be written as UTF-8. */
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
