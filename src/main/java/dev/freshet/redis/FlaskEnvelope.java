package dev.freshet.redis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that flask_sse puts around an event.
 *
 * @param known the values of the keys that flask_sse uses; the last one wins, as in Python
 * @param hasOtherKeys whether there are keys that flask_sse never uses
 */
record FlaskEnvelope(Map<String, JsonValue> known, boolean hasOtherKeys) {
  private static final Set<String> KEYS = Set.of("data", "type", "id", "retry", "channel");

  /**
   * Python writes NaN and Infinity unquoted. Numbers and strings may be as long as the message,
   * which is already in memory and is only cut here, never converted; Jackson's limit on nesting
   * still applies. Names are not pooled, as they come from outside.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  FlaskEnvelope {
    known = Map.copyOf(known);
  }

  /**
   * Parses a text that consists of one JSON object.
   *
   * @throws com.fasterxml.jackson.core.exc.StreamConstraintsException if it nests too deeply
   * @throws IOException if it is anything but a JSON object
   */
  static FlaskEnvelope parse(String text) throws IOException {
    Map<String, JsonValue> known = new HashMap<>();
    boolean hasOtherKeys = false;
    try (JsonParser parser = JSON.createParser(text)) {
      expect(parser, JsonToken.START_OBJECT);
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        JsonValue value = JsonValue.next(parser, text);
        if (KEYS.contains(key)) {
          known.put(key, value);
        } else {
          hasOtherKeys = true;
        }
      }
      expect(parser, null);
    }
    return new FlaskEnvelope(known, hasOtherKeys);
  }

  private static void expect(JsonParser parser, @Nullable JsonToken token) throws IOException {
    if (parser.nextToken() != token) {
      throw new JsonParseException(parser, "not one JSON object");
    }
  }

  @Nullable JsonValue get(String key) {
    return known.get(key);
  }

  /**
   * Whether the object has only keys of flask_sse but no data, which crashes flask_sse subscribers.
   * An empty object is not taken for a flask_sse message.
   */
  boolean lacksData() {
    return !known.containsKey("data") && !known.isEmpty() && !hasOtherKeys;
  }
}
