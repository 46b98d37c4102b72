package dev.freshet.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.freshet.testing.FuzzInput;
import jakarta.json.JsonValue;
import java.io.IOException;

/** Reads any text as JSON, and asks another reader whether it is. */
class JsonFuzzTest {
  private static final JsonFactory OTHER = new JsonFactory();

  @FuzzTest(maxDuration = "1m")
  void value_anyText_isReadOrRefused(byte[] input) {
    String text = FuzzInput.text(input);
    try {
      JsonValue value = Json.value(text);
      assertThat(isJson(text)).isTrue();
      assertThat(depth(text)).isLessThanOrEqualTo(JsonLimits.DEPTH);
      assertThat(Json.value(value.toString())).isEqualTo(value);
    } catch (InvalidJsonException refused) {
      assertThat(refused.getMessage()).hasSizeLessThan(100);
    }
  }

  private static boolean isJson(String text) {
    try (JsonParser parser = OTHER.createParser(text)) {
      JsonToken first = parser.nextToken();
      parser.skipChildren();
      return first != null && parser.nextToken() == null;
    } catch (IOException notJson) {
      return false;
    }
  }

  private static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    try (JsonParser parser = OTHER.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        deepest = Math.max(deepest, depth);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return deepest;
  }
}
