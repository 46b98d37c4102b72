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
 * The methods of {@link jakarta.json.Json} for frequent use. That class searches the class path for
 * its provider with every call, which often takes longer than the call itself; this one searches
 * once. Any thread.
 */
public final class Json {
  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private Json() {}

  /** Creates an object without members. */
  public static JsonObjectBuilder createObjectBuilder() {
    return PROVIDER.createObjectBuilder();
  }

  /** Creates an object that starts with the members of another. */
  public static JsonObjectBuilder createObjectBuilder(JsonObject object) {
    return PROVIDER.createObjectBuilder(object);
  }

  /**
   * Creates an object with these members.
   *
   * @param members strings, numbers, booleans, nulls, and collections and maps of these
   * @throws IllegalArgumentException if one cannot be a JSON value
   */
  public static JsonObjectBuilder createObjectBuilder(Map<String, ?> members) {
    return PROVIDER.createObjectBuilder(members);
  }

  /** Creates an array without elements. */
  public static JsonArrayBuilder createArrayBuilder() {
    return PROVIDER.createArrayBuilder();
  }

  /**
   * Creates an array that starts with these elements.
   *
   * @throws IllegalArgumentException if one cannot be a JSON value
   */
  public static JsonArrayBuilder createArrayBuilder(Collection<?> elements) {
    return PROVIDER.createArrayBuilder(elements);
  }

  /**
   * Parses an object from outside the hub.
   *
   * @throws InvalidJsonException if the text is not an object, or exceeds the limits of {@link
   *     JsonLimits}
   */
  public static JsonObject object(String text) {
    if (value(text) instanceof JsonObject object) {
      return object;
    }
    throw new InvalidJsonException("The JSON is not an object.");
  }

  /** Parses any value from outside the hub, like {@link #object}. */
  public static JsonValue value(String text) {
    JsonLimits.check(text);
    try (JsonParser parser = PROVIDER.createParser(new StringReader(text))) {
      parser.next();
      JsonValue value = parser.getValue();
      // A reader would ignore what follows the value; the parser checks it when asked.
      if (!parser.hasNext()) {
        return value;
      }
    } catch (RuntimeException e) {
      // The type varies with the error. Passing on the cause would show the text in a log.
    }
    throw new InvalidJsonException("It is not JSON.");
  }

  /** Reads, without limits, what the hub itself has written. The reader closes the source. */
  public static JsonReader createReader(Reader source) {
    return PROVIDER.createReader(source);
  }

  /** Creates a string. */
  public static JsonString createValue(String value) {
    return PROVIDER.createValue(value);
  }

  /** Creates a whole number. */
  public static JsonNumber createValue(int value) {
    return PROVIDER.createValue(value);
  }

  /** Creates a whole number. */
  public static JsonNumber createValue(long value) {
    return PROVIDER.createValue(value);
  }

  /**
   * Creates a number.
   *
   * @throws NumberFormatException if it is not finite
   */
  public static JsonNumber createValue(double value) {
    return PROVIDER.createValue(value);
  }

  /** Creates a merge patch (RFC 7396). */
  public static JsonMergePatch createMergePatch(JsonValue patch) {
    return PROVIDER.createMergePatch(patch);
  }
}
