package dev.freshet.showcase.market;

import dev.freshet.json.Json;
import dev.freshet.json.Members;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** Alerts as JSON: as requested, as stored, and as published. */
final class AlertJson {
  private static final Set<String> WISH =
      Set.of("symbol", "kind", "threshold", "window", "repeat", "hysteresis");

  private static final Duration USUAL_WINDOW = Duration.ofHours(1);
  private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
  private static final BigDecimal USUAL_MARGIN = new BigDecimal("0.1");
  private static final BigDecimal LARGEST_MARGIN = BigDecimal.valueOf(50);

  private AlertJson() {}

  /**
   * Reads a requested alert, armed and standing from now on.
   *
   * @throws IllegalArgumentException if a member is wrong or pointless
   */
  static StandingAlert wish(JsonObject json, Instant now, Instant expires) {
    Members members = Members.of(json);
    members.only(WISH);
    Alert alert = alert(members);
    boolean isChange = alert.kind() == Alert.Kind.CHANGE_PERCENT;
    if (members.has("window") && !isChange) {
      throw new IllegalArgumentException("Only a change has a window");
    }
    return new StandingAlert(
        alert,
        window(members),
        members.flag("repeat", false),
        margin(members),
        now,
        expires,
        /* armed= */ true,
        now,
        0,
        null);
  }

  private static Alert alert(Members members) {
    String kind = members.needText("kind");
    Alert.Kind known =
        switch (kind) {
          case "above" -> Alert.Kind.ABOVE;
          case "below" -> Alert.Kind.BELOW;
          case "change" -> Alert.Kind.CHANGE_PERCENT;
          default -> throw members.wrong("kind", "above, below or change");
        };
    return new Alert(members.needText("symbol"), known, members.needDecimal("threshold"));
  }

  private static Duration window(Members members) {
    if (!members.has("window")) {
      return USUAL_WINDOW;
    }
    long seconds = members.needWhole("window");
    if (seconds < SHORTEST_WINDOW.toSeconds() || seconds > LONGEST_WINDOW.toSeconds()) {
      throw members.wrong("window", "60 to 86400 seconds");
    }
    return Duration.ofSeconds(seconds);
  }

  private static BigDecimal margin(Members members) {
    if (!members.has("hysteresis")) {
      return USUAL_MARGIN;
    }
    BigDecimal margin = members.needDecimal("hysteresis");
    if (margin.signum() < 0 || margin.compareTo(LARGEST_MARGIN) > 0) {
      throw members.wrong("hysteresis", "0 to 50 per cent");
    }
    return margin;
  }

  /** Writes an alert as it is stored, and shown to those who know its id. */
  static JsonObjectBuilder write(StandingAlert standing) {
    JsonObjectBuilder json =
        what(standing)
            .add("repeat", standing.repeats())
            .add("hysteresis", standing.margin())
            .add("created", standing.created().toEpochMilli())
            .add("expires", standing.expires().toEpochMilli())
            .add("armed", standing.armed())
            .add("since", standing.since().toEpochMilli())
            .add("fired", standing.fired());
    Instant firedAt = standing.firedAt();
    return firedAt == null ? json.addNull("firedAt") : json.add("firedAt", firedAt.toEpochMilli());
  }

  private static JsonObjectBuilder what(StandingAlert standing) {
    Alert alert = standing.alert();
    boolean isChange = alert.kind() == Alert.Kind.CHANGE_PERCENT;
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("symbol", alert.symbol())
            .add("kind", isChange ? "change" : alert.kind().name().toLowerCase(Locale.ROOT))
            .add("threshold", alert.threshold());
    return isChange ? json.add("window", standing.window().toSeconds()) : json;
  }

  /**
   * Reads a stored alert.
   *
   * @throws IllegalArgumentException if it is not an alert
   */
  static StandingAlert read(JsonObject json) {
    Members members = Members.of(json);
    return new StandingAlert(
        alert(members),
        window(members),
        members.flag("repeat", false),
        margin(members),
        Times.read(members, "created"),
        Times.read(members, "expires"),
        members.flag("armed", true),
        Times.read(members, "since"),
        members.needWhole("fired"),
        members.has("firedAt") ? Times.read(members, "firedAt") : null);
  }

  /** Writes the notification that an alert has fired at a quote. */
  static JsonObjectBuilder firing(StandingAlert fired, Quote quote, BigDecimal reference) {
    JsonObjectBuilder json =
        what(fired).add("time", quote.time().toEpochMilli()).add("price", quote.price());
    if (fired.alert().kind() == Alert.Kind.CHANGE_PERCENT) {
      json.add("reference", reference);
    }
    return json.add("fired", fired.fired());
  }
}
