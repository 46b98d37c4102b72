package dev.freshet.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Events as the hub writes them into a stream, as JSON: for clients that cannot read streams. */
final class EventBlocks {
  private EventBlocks() {}

  /** Reads whole blocks, each ended by an empty line. */
  static JsonArray read(byte[] blocks) {
    JsonArrayBuilder events = Json.createArrayBuilder();
    List<String> block = new ArrayList<>();
    for (String line : new String(blocks, UTF_8).split("\n", -1)) {
      if (!line.isEmpty()) {
        block.add(line);
      } else if (!block.isEmpty()) {
        events.add(event(block));
        block.clear();
      }
    }
    return events.build();
  }

  private static JsonArrayBuilder numbers(String value) {
    JsonArrayBuilder numbers = Json.createArrayBuilder();
    Pattern.compile(" ").splitAsStream(value).map(Integer::valueOf).forEach(numbers::add);
    return numbers;
  }

  private static JsonObject event(List<String> block) {
    JsonObjectBuilder event = Json.createObjectBuilder();
    List<String> data = new ArrayList<>();
    for (String line : block) {
      int colon = line.indexOf(": ");
      String value = line.substring(colon + 2);
      switch (line.substring(0, colon)) {
        case "event" -> event.add("type", value);
        case "retry" -> event.add("retry", Integer.parseInt(value));
        case "id" -> event.add("id", value);
        case "selected" -> event.add("selected", numbers(value));
        default -> data.add(value);
      }
    }
    return event.add("data", String.join("\n", data)).build();
  }
}
