package dev.freshet.showcase.uptime;

import dev.freshet.json.InvalidMemberException;
import dev.freshet.json.Json;
import dev.freshet.json.Members;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Targets as JSON, for the API and the store. Unknown members are refused. */
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

  /** Writes a target with all its members, including default values. */
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
    BigDecimal shortest = BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros();
    // As people write it: 60, not 6E+1.
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }

  /** Parses the output of {@link #write}. */
  static Target parse(String text) {
    return read(Json.object(text));
  }

  /**
   * Reads a description.
   *
   * @throws dev.freshet.json.InvalidMemberException if it is not a target
   */
  public static Target read(JsonObject json) {
    Members members = Members.of(json);
    Kind kind = kind(members);
    checkMembers(members, kind);
    String id = members.needText("id");
    String name = members.text("name");
    Duration interval = time(members, "intervalSeconds", Target.USUAL_INTERVAL);
    return new Target(
        id,
        name == null ? id : name,
        goal(members, kind),
        interval,
        time(members, "timeoutSeconds", usualTimeout(interval)),
        number(members, "retries", Target.USUAL_RETRIES, Target.MOST_RETRIES),
        members.flag("private", false));
  }

  /**
   * Returns the default timeout: five seconds, or half of a short interval, in whole milliseconds.
   */
  private static Duration usualTimeout(Duration interval) {
    Duration half = Duration.ofMillis(interval.toMillis() / 2);
    return half.compareTo(Target.USUAL_TIMEOUT) < 0 ? half : Target.USUAL_TIMEOUT;
  }

  private static Kind kind(Members members) {
    String word = members.text("kind");
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.word().equals(word))
        .findAny()
        .orElseThrow(() -> members.wrong("kind", "http, tcp or tls"));
  }

  private static void checkMembers(Members members, Kind kind) {
    Set<String> known = new HashSet<>(COMMON);
    known.addAll(
        switch (kind) {
          case HTTP -> OF_HTTP;
          case TCP -> OF_TCP;
          case TLS -> OF_TLS;
        });
    Members unused = members.only(known);
  }

  private static Goal goal(Members members, Kind kind) {
    return switch (kind) {
      case HTTP ->
          new Goal.Http(
              url(members),
              status(members),
              soughtText(members),
              members.flag("followRedirects", false));
      case TCP -> new Goal.Tcp(address(members));
      case TLS ->
          new Goal.Tls(
              address(members), number(members, "minDaysLeft", USUAL_DAYS_LEFT, MOST_DAYS));
    };
  }

  private static URI url(Members members) {
    String text = members.text("url");
    if (text == null || text.length() > LONGEST_URL) {
      throw members.wrong("url", "there, with up to " + LONGEST_URL + " characters");
    }
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw new InvalidMemberException("url", "It is none: " + e.getReason() + ".");
    }
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new InvalidMemberException("url", "It must begin with http:// or https://.");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new InvalidMemberException("url", "It must have no user, password or fragment.");
    }
    if (url.getHost() == null || url.getPort() == 0 || url.getPort() > MAX_PORT) {
      throw new InvalidMemberException("url", "It must have a host, and perhaps a port.");
    }
    return url;
  }

  private static StatusRange status(Members members) {
    try {
      String text =
          members.isText("status")
              ? members.text("status")
              : Objects.toString(members.decimal("status"), null);
      return text == null ? StatusRange.SUCCESS : StatusRange.parse(text);
    } catch (IllegalArgumentException e) {
      throw members.wrong("status", "such as 200 or \"200-299\"");
    }
  }

  private static @Nullable String soughtText(Members members) {
    String text = members.text("text");
    if (text != null && (text.isEmpty() || text.length() > LONGEST_TEXT)) {
      throw members.wrong("text", "1 to " + LONGEST_TEXT + " characters");
    }
    return text;
  }

  private static HostPort address(Members members) {
    String text = members.text("address");
    try {
      return HostPort.parse(String.valueOf(text));
    } catch (IllegalArgumentException e) {
      throw members.wrong("address", "such as db.example:5432 or [::1]:5432");
    }
  }

  private static int number(Members members, String name, int otherwise, int most) {
    Integer number = members.whole(name, 0, most);
    return number == null ? otherwise : number;
  }

  private static Duration time(Members members, String name, Duration otherwise) {
    BigDecimal seconds = members.decimal(name);
    if (seconds == null) {
      return otherwise;
    }
    if (seconds.signum() <= 0 || seconds.compareTo(MOST_SECONDS) > 0) {
      throw members.wrong(name, "more than 0, and at most " + MOST_SECONDS);
    }
    return Duration.ofMillis(seconds.multiply(MILLIS_PER_SECOND).longValue());
  }
}
