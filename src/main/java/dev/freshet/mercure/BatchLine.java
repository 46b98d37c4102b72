package dev.freshet.mercure;

import dev.freshet.event.Event;
import dev.freshet.json.InvalidJsonException;
import dev.freshet.json.Json;
import dev.freshet.web.Problem;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;

/** One line of a batch: a JSON object with the same fields as the form. */
final class BatchLine {
  /** How many characters of an unknown field's name are quoted in the error. */
  private static final int LONGEST_SHOWN = 40;

  private BatchLine() {}

  /**
   * Reads a line.
   *
   * @throws jakarta.ws.rs.WebApplicationException 400 if the line is not such an object
   * @throws dev.freshet.event.InvalidEventException if the event is not valid
   */
  static Event event(String line) {
    Event.Builder event = new Event.Builder();
    for (Map.Entry<String, JsonValue> field : object(line).entrySet()) {
      add(event, field.getKey(), field.getValue());
    }
    return event.build();
  }

  private static JsonObject object(String line) {
    try {
      return Json.object(line);
    } catch (InvalidJsonException e) {
      throw Problem.badRequest("The line is not a JSON object: " + e.getMessage());
    }
  }

  private static void add(Event.Builder event, String name, JsonValue value) {
    switch (name) {
      case "topic" -> addTopics(event, value);
      case "data" ->
          event.data(value instanceof JsonString text ? text.getString() : value.toString());
      case "type" -> event.type(text(name, value));
      case "id" -> event.id(text(name, value));
      case "retry" -> event.retryMillis(retry(value));
      case "private" -> event.isPrivate(flag(value));
      default -> throw Problem.badRequest("There is no such field as " + shown(name) + ".");
    }
  }

  private static String shown(String name) {
    return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : name;
  }

  private static void addTopics(Event.Builder event, JsonValue value) {
    if (value.getValueType() == JsonValue.ValueType.ARRAY) {
      value.asJsonArray().forEach(topic -> event.topic(text("topic", topic)));
    } else {
      event.topic(text("topic", value));
    }
  }

  private static String text(String name, JsonValue value) {
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw Problem.badRequest("The " + name + " must be a string.");
  }

  private static int retry(JsonValue value) {
    if (value instanceof JsonNumber number && number.isIntegral()) {
      try {
        return number.intValueExact();
      } catch (ArithmeticException tooLarge) {
        // Reported below.
      }
    }
    throw Problem.badRequest("The retry time must be a number of milliseconds.");
  }

  private static boolean flag(JsonValue value) {
    return switch (value.getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      default -> throw Problem.badRequest("private must be true or false.");
    };
  }
}
