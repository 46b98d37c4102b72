package dev.freshet.api;

import dev.freshet.http.Problem;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object that somebody sent: texts, and no others than are known. */
record Wish(JsonObject object) {
  /** Refuses, with 400, what has other members. */
  static Wish of(JsonObject object, Set<String> known) {
    for (String name : object.keySet()) {
      if (!known.contains(name)) {
        throw Problem.badRequest("There is no member " + name + "; there may be " + known + ".");
      }
    }
    return new Wish(object);
  }

  /** A text that must be there. */
  String text(String name) {
    String text = textOrNull(name);
    if (text == null) {
      throw Problem.badRequest("The member " + name + " is missing.");
    }
    return text;
  }

  /** A text, or null if there is none. */
  @Nullable String textOrNull(String name) {
    JsonValue value = object.get(name);
    if (value == null || value.getValueType() == JsonValue.ValueType.NULL) {
      return null;
    }
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw Problem.badRequest("The member " + name + " must be a text.");
  }
}
