package dev.freshet.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object from outside the hub. Absent and null members are returned as null;
 * an invalid one causes an {@link InvalidMemberException}, which does not repeat the value.
 * Immutable.
 */
public final class Members {
  private static final BigDecimal MILLIS_PER_SECOND = BigDecimal.valueOf(1000);

  /** Maximum digits after the point, enough for any price, and before it, enough for any sum. */
  private static final int MAX_SCALE = 18;

  private static final int MAX_WHOLE_DIGITS = 48;

  /** Years of up to four digits. Not every format that can be read can write later ones. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private final JsonObject object;
  private final String path;

  private Members(JsonObject object, String path) {
    this.object = object;
    this.path = path;
  }

  /** Returns the members of an object. */
  public static Members of(JsonObject object) {
    return new Members(object, "");
  }

  /** Rejects members with any other name, as mistakes. */
  public Members only(String... names) {
    return only(Set.of(names));
  }

  /** Rejects members with any other name, as mistakes. */
  public Members only(Set<String> names) {
    for (String name : object.keySet()) {
      if (!names.contains(name)) {
        throw new InvalidMemberException(
            path + name, "There is no such member; there may be " + new TreeSet<>(names) + ".");
      }
    }
    return this;
  }

  /** Whether the member is present and not null. */
  public boolean has(String name) {
    return value(name) != null;
  }

  /** Whether the member is present and null. */
  public boolean isNull(String name) {
    return object.get(name) == JsonValue.NULL;
  }

  /** Whether the member is a string. */
  public boolean isText(String name) {
    return value(name) instanceof JsonString;
  }

  /** Returns the members of an object, or null if absent. */
  public @Nullable Members object(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonObject members) {
      return new Members(members, path + name + ".");
    }
    throw wrong(name, "an object");
  }

  /** Returns a required string. */
  public String needText(String name) {
    return need(name, text(name));
  }

  /** Returns a string, or null if absent. */
  public @Nullable String text(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw wrong(name, "a text");
  }

  /** Returns an array of strings; empty if absent. */
  public List<String> texts(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)) {
      throw wrong(name, "an array of texts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonValue item : array) {
      if (!(item instanceof JsonString text)) {
        throw wrong(name, "an array of texts");
      }
      texts.add(text.getString());
    }
    return texts;
  }

  /** Returns a boolean, or {@code otherwise} if absent. */
  public boolean flag(String name, boolean otherwise) {
    JsonValue value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
      throw wrong(name, "true or false");
    }
    return value == JsonValue.TRUE;
  }

  /** Returns a whole number from {@code least} to {@code most}, or null if absent. */
  public @Nullable Integer whole(String name, int least, int most) {
    BigDecimal number = decimal(name);
    if (number == null) {
      return null;
    }
    boolean isWithin =
        number.compareTo(BigDecimal.valueOf(least)) >= 0
            && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    if (!isWithin || number.stripTrailingZeros().scale() > 0) {
      throw wrong(name, "a whole number from " + least + " to " + most);
    }
    return number.intValue();
  }

  /** Returns a required whole number. */
  public long needWhole(String name) {
    try {
      return needDecimal(name).longValueExact();
    } catch (ArithmeticException e) {
      throw wrong(name, "a whole number");
    }
  }

  /** Returns a required number. */
  public BigDecimal needDecimal(String name) {
    return need(name, decimal(name));
  }

  /** Returns a number, without an exponent: 1e3 is 1000. */
  public @Nullable BigDecimal decimal(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonNumber number)) {
      throw wrong(name, "a number");
    }
    BigDecimal decimal = number.bigDecimalValue();
    // Check before any arithmetic: 1E+999999999 written out would take all memory.
    boolean isShort =
        decimal.scale() <= MAX_SCALE
            && (long) decimal.precision() - decimal.scale() <= MAX_WHOLE_DIGITS;
    if (!isShort) {
      throw wrong(name, "a number of fewer digits");
    }
    return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
  }

  /** Returns a duration in ISO 8601 format, or given as a number of seconds. */
  public @Nullable Duration duration(String name) {
    try {
      if (value(name) instanceof JsonNumber) {
        BigDecimal millis = needDecimal(name).multiply(MILLIS_PER_SECOND);
        return Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
      }
      String text = text(name);
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeException | ArithmeticException | InvalidMemberException e) {
      throw wrong(name, "a duration such as \"PT1M30S\", or a number of seconds such as 0.25");
    }
  }

  /** Returns a time in ISO 8601 format with an offset, in the years 1 to 9999. */
  public @Nullable Instant instant(String name) {
    String text = text(name);
    try {
      Instant time = text == null ? null : OffsetDateTime.parse(text).toInstant();
      if (time == null || !(time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
        return time;
      }
    } catch (DateTimeException e) {
      // Replaced by the exception below.
    }
    throw wrong(name, "a time such as 2030-01-31T12:00:00Z or 2030-01-31T13:00:00+01:00");
  }

  private <T> T need(String name, @Nullable T value) {
    if (value == null) {
      throw new InvalidMemberException(path + name, "It is missing.");
    }
    return value;
  }

  /** Returns an exception for the caller to throw; {@code wanted} completes "It must be". */
  public InvalidMemberException wrong(String name, String wanted) {
    return new InvalidMemberException(path + name, "It must be " + wanted + ".");
  }

  private @Nullable JsonValue value(String name) {
    JsonValue value = object.get(name);
    return value == JsonValue.NULL ? null : value;
  }
}
