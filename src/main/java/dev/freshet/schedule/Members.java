package dev.freshet.schedule;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object that somebody wrote. What is absent is null; what is not as it must
 * be is an {@link InvalidScheduleException} that names the member. Immutable.
 */
final class Members {
  private static final long MILLIS_PER_SECOND = 1000;

  private final JsonObject object;
  private final String path;

  /**
   * Looks at an object.
   *
   * @param path what its members are called by: their name after it
   */
  Members(JsonObject object, String path) {
    this.object = object;
    this.path = path;
  }

  /** Refuses members of other names. */
  Members only(String... names) {
    Set<String> unknown = new HashSet<>(object.keySet());
    unknown.removeAll(Set.of(names));
    if (!unknown.isEmpty()) {
      String name = path + unknown.iterator().next();
      throw new InvalidScheduleException(name, "There is no member " + name + " here.");
    }
    return this;
  }

  boolean has(String name) {
    return object.containsKey(name);
  }

  boolean isNull(String name) {
    return object.get(name) == JsonValue.NULL;
  }

  @Nullable Members object(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonObject members) {
      return new Members(members, path + name + ".");
    }
    throw wrong(name, "an object");
  }

  @Nullable String text(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw wrong(name, "a text");
  }

  List<String> texts(String name) {
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

  boolean flag(String name, boolean otherwise) {
    JsonValue value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
      throw wrong(name, "true or false");
    }
    return value == JsonValue.TRUE;
  }

  @Nullable Integer number(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return null;
    }
    try {
      if (value instanceof JsonNumber number) {
        return number.intValueExact();
      }
    } catch (ArithmeticException e) {
      // Said below, with the name.
    }
    throw wrong(name, "a whole number up to " + Integer.MAX_VALUE);
  }

  /** ISO-8601, or a number of seconds. */
  @Nullable Duration duration(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return null;
    }
    try {
      if (value instanceof JsonNumber number) {
        long millis =
            number
                .bigDecimalValue()
                .multiply(java.math.BigDecimal.valueOf(MILLIS_PER_SECOND))
                .longValueExact();
        return Duration.ofMillis(millis);
      }
      if (value instanceof JsonString text) {
        return Duration.parse(text.getString());
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Said below, with the name.
    }
    throw wrong(name, "a duration such as \"PT1M30S\", or a number of seconds such as 0.25");
  }

  @Nullable Instant instant(String name) {
    String text = text(name);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw wrong(name, "a time such as 2030-01-31T12:00:00Z or 2030-01-31T13:00:00+01:00");
    }
  }

  InvalidScheduleException wrong(String name, String wanted) {
    return new InvalidScheduleException(path + name, path + name + " must be " + wanted + ".");
  }

  private @Nullable JsonValue value(String name) {
    JsonValue value = object.get(name);
    return value == JsonValue.NULL ? null : value;
  }
}
