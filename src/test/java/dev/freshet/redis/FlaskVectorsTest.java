package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What flask_sse 1.0.0 was seen to publish, and what its callers meant by it. */
class FlaskVectorsTest {
  private static final Reading REFUSED = new Reading.Unreadable("");

  /** The meaning of each call of {@code sse.publish}, by the arguments as Python shows them. */
  private static final Map<String, Reading> MEANING = new HashMap<>();

  static {
    text("{'data': 'foo'}", "foo");
    text("{'data': 'foo\\n'}", "foo\n");
    text("{'data': '\\n'}", "\n");
    text("{'data': 'a\\n\\nb'}", "a\n\nb");
    text("{'data': '\\ttab'}", "\ttab");
    text("{'data': 'é😀'}", "é😀");
    means(
        "{'data': {'message': 'Hello!'}, 'type': 'greeting'}",
        Event.on("sse").data("{\"message\": \"Hello!\"}").type("greeting"));
    text("{'data': []}", "[]");
    text("{'data': False}", "false");
    text("{'data': 5}", "5");
    text("{'data': 1e+22}", "1e+22");
    text("{'data': 1e-07}", "1e-07");
    text("{'data': True}", "true");
    text("{'data': nan}", "NaN");
    text("{'data': -inf}", "-Infinity");
    means("{'data': 't', 'id': 5}", Event.on("sse").data("t").id("5"));
    means("{'data': 't', 'id': '0'}", Event.on("sse").data("t").id("0"));
    text("{'data': 't', 'type': ''}", "t");
    means("{'data': 't', 'id': 1.5}", Event.on("sse").data("t").id("1.5"));
    text("{'data': 't', 'retry': 1.5}", "t");
    means("{'data': 't', 'id': [1, 2]}", Event.on("sse").data("t").id("[1, 2]"));
    MEANING.put("{'data': 't', 'type': 'a\\nid:evil'}", REFUSED);
    text("{'data': 't', 'id': 'nul\\x00nul'}", "t");
    text(
        "{'data': {'d': datetime.datetime(2026, 1, 2, 3, 4, 5), 'x': Decimal('1.10'), "
            + "'u': UUID('00000000-0000-0000-0000-000000000001')}}",
        "{\"d\": \"Fri, 02 Jan 2026 03:04:05 GMT\", "
            + "\"u\": \"00000000-0000-0000-0000-000000000001\", \"x\": \"1.10\"}");
    text("{'data': '\\ufeffbom'}", "\ufeffbom");
    text(
        "{'data': {'h': '<b>&</b> / \"q\" \\\\ \\x7f \\x01', 'n': 12345678901234567890, 'f': 0.1}}",
        "{\"f\": 0.1, \"h\": \"<b>&</b> / \\\"q\\\" \\\\ \\u007f \\u0001\", "
            + "\"n\": 12345678901234567890}");
  }

  private static void text(String call, String data) {
    means(call, Event.on("sse").data(data));
  }

  private static void means(String call, Event.Builder event) {
    MEANING.put(call, new Reading.Understood(event.build()));
  }

  /** What was published, as given, and the event that was meant; null where there is none. */
  static Map<String, @Nullable Event> publishedAndMeant() throws IOException {
    Map<String, @Nullable Event> all = new LinkedHashMap<>();
    for (JsonObject vector : vectors()) {
      Reading meaning = MEANING.get(vector.getString("python_kwargs"));
      Event event = meaning instanceof Reading.Understood understood ? understood.event() : null;
      all.put(vector.getString("redis_payload"), event);
    }
    return all;
  }

  private static List<JsonObject> vectors() throws IOException {
    try (InputStream in = FlaskVectorsTest.class.getResourceAsStream("/vectors/flask_sse.json");
        JsonReader reader = Json.createReader(in)) {
      return reader.readArray().getValuesAs(JsonObject.class);
    }
  }

  @Test
  void meaning_coversEveryVector() throws IOException {
    assertThat(vectors())
        .extracting(vector -> vector.getString("python_kwargs"))
        .containsExactlyInAnyOrderElementsOf(MEANING.keySet());
  }

  @TestFactory
  List<DynamicTest> read_publishedByFlaskSse_isWhatWasMeant() throws IOException {
    return vectors().stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(vector.getString("python_kwargs"), () -> check(vector)))
        .toList();
  }

  private static void check(JsonObject vector) {
    Reading reading =
        FlaskMessage.read(
            vector.getString("redis_channel"), vector.getString("redis_payload").getBytes(UTF_8));

    Reading meaning = MEANING.get(vector.getString("python_kwargs"));
    if (meaning instanceof Reading.Understood) {
      assertThat(reading).isEqualTo(meaning);
    } else {
      assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    }
  }
}
