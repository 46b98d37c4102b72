package dev.freshet.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonMergePatch;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.Reader;
import java.io.StringReader;
import java.util.Collection;
import java.util.Map;

/**
 * What {@link jakarta.json.Json} has, for whoever needs it often: that one looks through the class
 * path for its provider with every call, which takes longer than most of what it is asked for. This
 * one has looked once. Any thread.
 */
public final class Json {
  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private Json() {}

  /** An object without members. */
  public static JsonObjectBuilder createObjectBuilder() {
    return PROVIDER.createObjectBuilder();
  }

  /** An object that begins with the members of another. */
  public static JsonObjectBuilder createObjectBuilder(JsonObject object) {
    return PROVIDER.createObjectBuilder(object);
  }

  /**
   * An object with these members.
   *
   * @param members texts, numbers, truth values, nulls, and collections and maps of these
   * @throws IllegalArgumentException if one is none of JSON
   */
  public static JsonObjectBuilder createObjectBuilder(Map<String, ?> members) {
    return PROVIDER.createObjectBuilder(members);
  }

  /** An array without elements. */
  public static JsonArrayBuilder createArrayBuilder() {
    return PROVIDER.createArrayBuilder();
  }

  /**
   * An array that begins with these elements.
   *
   * @throws IllegalArgumentException if one is none of JSON
   */
  public static JsonArrayBuilder createArrayBuilder(Collection<?> elements) {
    return PROVIDER.createArrayBuilder(elements);
  }

  /**
   * Reads an object that somebody else has written.
   *
   * @throws InvalidJsonException if the text is none, or is beyond the limits of {@link JsonLimits}
   */
  public static JsonObject object(String text) {
    if (value(text) instanceof JsonObject object) {
      return object;
    }
    throw new InvalidJsonException("The JSON is not an object.");
  }

  /** Reads any value that somebody else has written; as {@link #object}. */
  public static JsonValue value(String text) {
    JsonLimits.check(text);
    try (JsonParser parser = PROVIDER.createParser(new StringReader(text))) {
      parser.next();
      JsonValue value = parser.getValue();
      // A reader would not look at what follows the value; the parser does when it is asked.
      if (!parser.hasNext()) {
        return value;
      }
    } catch (RuntimeException e) {
      // Of several kinds, by what is wrong. The cause would show the text in a log.
    }
    throw new InvalidJsonException("It is not JSON.");
  }

  /** Reads, without limits, what the hub itself has written and kept. Closes the source. */
  public static JsonReader createReader(Reader source) {
    return PROVIDER.createReader(source);
  }

  /** A text. */
  public static JsonString createValue(String value) {
    return PROVIDER.createValue(value);
  }

  /** A whole number. */
  public static JsonNumber createValue(int value) {
    return PROVIDER.createValue(value);
  }

  /** A whole number. */
  public static JsonNumber createValue(long value) {
    return PROVIDER.createValue(value);
  }

  /**
   * A number.
   *
   * @throws NumberFormatException if it is not finite
   */
  public static JsonNumber createValue(double value) {
    return PROVIDER.createValue(value);
  }

  /** A patch by RFC 7396. */
  public static JsonMergePatch createMergePatch(JsonValue patch) {
    return PROVIDER.createMergePatch(patch);
  }
}
