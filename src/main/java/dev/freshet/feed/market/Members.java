package dev.freshet.feed.market;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * The members of a JSON object that anybody may have written. What is missing or of another kind is
 * refused with an {@link IllegalArgumentException} that names the member and does not repeat it.
 */
final class Members {
  /** Digits after the point of a price, and before that of a sum of prices by volumes. */
  private static final int MAX_SCALE = 18;

  private static final int MAX_WHOLE_DIGITS = 48;

  private final JsonObject object;

  Members(JsonObject object) {
    this.object = object;
  }

  /** Whether it is there and not null. */
  boolean has(String name) {
    return object.containsKey(name) && object.get(name) != JsonValue.NULL;
  }

  /** Refuses members that have no meaning: they are mistakes. */
  void allowOnly(Set<String> names) {
    if (!names.containsAll(object.keySet())) {
      throw new IllegalArgumentException("There are other members than " + names);
    }
  }

  String text(String name) {
    if (object.get(name) instanceof JsonString text) {
      return text.getString();
    }
    throw wrong(name, "a text");
  }

  boolean flag(String name, boolean otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    JsonValue value = object.get(name);
    if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
      throw wrong(name, "true or false");
    }
    return value == JsonValue.TRUE;
  }

  /** A number as it is written, without an exponent: 1e3 is 1000. */
  BigDecimal decimal(String name) {
    if (!(object.get(name) instanceof JsonNumber number)) {
      throw wrong(name, "a number");
    }
    BigDecimal decimal = number.bigDecimalValue();
    // Before anything is reckoned: 1E+999999999 written out would take all memory.
    boolean isShort =
        decimal.scale() <= MAX_SCALE
            && (long) decimal.precision() - decimal.scale() <= MAX_WHOLE_DIGITS;
    if (!isShort) {
      throw wrong(name, "a number of fewer digits");
    }
    return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
  }

  long whole(String name) {
    try {
      return decimal(name).longValueExact();
    } catch (ArithmeticException e) {
      throw wrong(name, "a whole number");
    }
  }

  /** Milliseconds since 1970, or ISO 8601 with a zone. Cut to milliseconds. */
  Instant time(String name) {
    try {
      Instant time =
          object.get(name) instanceof JsonString text
              ? Instant.parse(text.getString())
              : Instant.ofEpochMilli(whole(name));
      if (!time.isBefore(CsvQuote.EARLIEST) && !time.isAfter(CsvQuote.LATEST)) {
        return time.truncatedTo(ChronoUnit.MILLIS);
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw wrong(name, "milliseconds since 1970, or ISO 8601 with a zone");
  }

  static IllegalArgumentException wrong(String name, String wanted) {
    return new IllegalArgumentException("The member " + name + " must be " + wanted);
  }
}
