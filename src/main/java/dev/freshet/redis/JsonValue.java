package dev.freshet.redis;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One value of a JSON text.
 *
 * @param kind the token that begins it
 * @param text the characters of a string; for any other value the JSON text as the publisher wrote
 *     it, so that numbers are not rounded and separators do not change
 */
record JsonValue(JsonToken kind, String text) {

  /** Reads the next value of the parser of {@code source}, and leaves the parser at its end. */
  static JsonValue next(JsonParser parser, String source) throws IOException {
    JsonToken kind = parser.nextToken();
    if (kind == JsonToken.VALUE_STRING) {
      return new JsonValue(kind, parser.getText());
    }
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    int end = (int) parser.currentLocation().getCharOffset();
    return new JsonValue(kind, source.substring(start, end));
  }

  /** Returns the text, or null for what is false in Python: null, false, zero, empty values. */
  @Nullable String textIfTrue() {
    boolean isFalse =
        switch (kind) {
          case VALUE_NULL, VALUE_FALSE -> true;
          case VALUE_STRING -> text.isEmpty();
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> isZero();
          case START_ARRAY, START_OBJECT -> text.substring(1, text.length() - 1).isBlank();
          default -> false;
        };
    return isFalse ? null : text;
  }

  private boolean isZero() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'e' || c == 'E') {
        return true;
      }
      if (c != '0' && c != '-' && c != '.') {
        return false;
      }
    }
    return true;
  }

  /** Returns the text, or null for JSON's {@code null}. */
  @Nullable String textIfAny() {
    return kind == JsonToken.VALUE_NULL ? null : text;
  }
}
