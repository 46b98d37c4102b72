package dev.freshet.feed.uptime;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Targets as JSON, for the API and the store. What is not understood is refused. */
public final class TargetJson {
  private static final List<String> COMMON =
      List.of("id", "name", "kind", "intervalSeconds", "timeoutSeconds", "retries", "private");

  private static final List<String> OF_HTTP = List.of("url", "status", "text", "followRedirects");
  private static final List<String> OF_TCP = List.of("address");
  private static final List<String> OF_TLS = List.of("address", "minDaysLeft");

  private static final int LONGEST_URL = 2048;
  private static final int LONGEST_TEXT = 1024;
  private static final int MAX_PORT = 65_535;
  private static final int USUAL_DAYS_LEFT = 14;
  private static final int MOST_DAYS = 3650;
  private static final BigDecimal MILLIS_PER_SECOND = BigDecimal.valueOf(1000);
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(1_000_000);

  private TargetJson() {}

  /** A target with all its members, those that have their usual values too. */
  public static JsonObject write(Target target) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", target.id())
            .add("name", target.name())
            .add("kind", target.goal().kind().word())
            .add("intervalSeconds", seconds(target.interval()))
            .add("timeoutSeconds", seconds(target.timeout()))
            .add("retries", target.retries())
            .add("private", target.isPrivate());
    if (target.goal() instanceof Goal.Http http) {
      json.add("url", http.url().toString()).add("status", http.status().toString());
      if (http.text() != null) {
        json.add("text", http.text());
      }
      json.add("followRedirects", http.followRedirects());
    } else if (target.goal() instanceof Goal.Tcp tcp) {
      json.add("address", tcp.address().toString());
    } else if (target.goal() instanceof Goal.Tls tls) {
      json.add("address", tls.address().toString()).add("minDaysLeft", tls.minDaysLeft());
    }
    return json.build();
  }

  private static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros();
  }

  /** Reads the text of what {@link #write} gave. */
  static Target parse(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return read(reader.readObject());
    }
  }

  /**
   * Reads a description.
   *
   * @throws InvalidTargetException that names the member that is wrong
   */
  public static Target read(JsonObject json) {
    Kind kind = kind(json);
    checkMembers(json, kind);
    String id = text(json, "id");
    if (id == null) {
      throw new InvalidTargetException("id is missing.");
    }
    String name = text(json, "name");
    Duration interval = time(json, "intervalSeconds", Target.USUAL_INTERVAL);
    return new Target(
        id,
        name == null ? id : name,
        goal(json, kind),
        interval,
        time(json, "timeoutSeconds", usualTimeout(interval)),
        number(json, "retries", Target.USUAL_RETRIES, Target.MOST_RETRIES),
        flag(json, "private"));
  }

  /** Five seconds, or half of a short interval. */
  private static Duration usualTimeout(Duration interval) {
    Duration half = interval.dividedBy(2);
    return half.compareTo(Target.USUAL_TIMEOUT) < 0 ? half : Target.USUAL_TIMEOUT;
  }

  private static Kind kind(JsonObject json) {
    String word = text(json, "kind");
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.word().equals(word))
        .findAny()
        .orElseThrow(() -> new InvalidTargetException("kind must be http, tcp or tls."));
  }

  private static void checkMembers(JsonObject json, Kind kind) {
    Set<String> unknown = new TreeSet<>(json.keySet());
    COMMON.forEach(unknown::remove);
    switch (kind) {
      case HTTP -> OF_HTTP.forEach(unknown::remove);
      case TCP -> OF_TCP.forEach(unknown::remove);
      case TLS -> OF_TLS.forEach(unknown::remove);
    }
    if (!unknown.isEmpty()) {
      throw new InvalidTargetException(
          "A target of kind " + kind.word() + " has no " + String.join(", ", unknown) + ".");
    }
  }

  private static Goal goal(JsonObject json, Kind kind) {
    return switch (kind) {
      case HTTP ->
          new Goal.Http(url(json), status(json), soughtText(json), flag(json, "followRedirects"));
      case TCP -> new Goal.Tcp(address(json));
      case TLS ->
          new Goal.Tls(address(json), number(json, "minDaysLeft", USUAL_DAYS_LEFT, MOST_DAYS));
    };
  }

  private static URI url(JsonObject json) {
    String text = text(json, "url");
    if (text == null || text.length() > LONGEST_URL) {
      throw new InvalidTargetException("url must have up to " + LONGEST_URL + " characters.");
    }
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw new InvalidTargetException("url is none: " + e.getReason() + ".");
    }
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new InvalidTargetException("url must begin with http:// or https://.");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new InvalidTargetException("url must have no user, password or fragment.");
    }
    if (url.getHost() == null || url.getPort() == 0 || url.getPort() > MAX_PORT) {
      throw new InvalidTargetException("url must have a host, and perhaps a port.");
    }
    return url;
  }

  private static StatusRange status(JsonObject json) {
    JsonValue value = json.get("status");
    if (value == null) {
      return StatusRange.SUCCESS;
    }
    try {
      return StatusRange.parse(
          value instanceof JsonString text ? text.getString() : value.toString());
    } catch (IllegalArgumentException e) {
      throw new InvalidTargetException("status must be such as 200 or \"200-299\".");
    }
  }

  private static @Nullable String soughtText(JsonObject json) {
    String text = text(json, "text");
    if (text != null && (text.isEmpty() || text.length() > LONGEST_TEXT)) {
      throw new InvalidTargetException("text must have 1 to " + LONGEST_TEXT + " characters.");
    }
    return text;
  }

  private static HostPort address(JsonObject json) {
    String text = text(json, "address");
    try {
      return HostPort.parse(String.valueOf(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidTargetException("address must be such as db.example:5432 or [::1]:5432.");
    }
  }

  private static @Nullable String text(JsonObject json, String name) {
    JsonValue value = json.get(name);
    if (value == null || value instanceof JsonString) {
      return json.getString(name, null);
    }
    throw new InvalidTargetException(name + " must be a text.");
  }

  private static boolean flag(JsonObject json, String name) {
    JsonValue value = json.getOrDefault(name, JsonValue.FALSE);
    if (!value.equals(JsonValue.TRUE) && !value.equals(JsonValue.FALSE)) {
      throw new InvalidTargetException(name + " must be true or false.");
    }
    return value.equals(JsonValue.TRUE);
  }

  /** A whole number from 0. */
  private static int number(JsonObject json, String name, int otherwise, int most) {
    BigDecimal number = decimal(json, name, BigDecimal.valueOf(otherwise));
    boolean isWhole = number.remainder(BigDecimal.ONE).signum() == 0;
    if (!isWhole || number.signum() < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new InvalidTargetException(name + " must be a whole number, 0 to " + most + ".");
    }
    return number.intValue();
  }

  private static Duration time(JsonObject json, String name, Duration otherwise) {
    BigDecimal seconds = decimal(json, name, seconds(otherwise));
    if (seconds.signum() <= 0) {
      throw new InvalidTargetException(name + " must be more than 0.");
    }
    return Duration.ofMillis(seconds.multiply(MILLIS_PER_SECOND).longValue());
  }

  /** Of no more digits than anybody needs: arithmetic with exponents of millions takes for ever. */
  private static BigDecimal decimal(JsonObject json, String name, BigDecimal otherwise) {
    JsonValue value = json.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof JsonNumber number) {
      BigDecimal decimal = number.bigDecimalValue();
      if (Math.abs((long) decimal.scale()) <= 10 && decimal.abs().compareTo(MOST_SECONDS) <= 0) {
        return decimal;
      }
    }
    throw new InvalidTargetException(name + " must be a number, up to " + MOST_SECONDS + ".");
  }
}
