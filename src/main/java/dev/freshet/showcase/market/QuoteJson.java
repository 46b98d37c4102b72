package dev.freshet.showcase.market;

import dev.freshet.json.Json;
import dev.freshet.json.Members;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Quotes as JSON. Prices are numbers with all their decimals. */
final class QuoteJson {
  /** Decimals of a percentage: more would be useless to readers. */
  private static final int PERCENT_SCALE = 4;

  private QuoteJson() {}

  /** Writes a quote with its change since the open of the day. */
  static JsonObjectBuilder write(Quote quote, BigDecimal open, Origin origin) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("symbol", quote.symbol())
            .add("time", quote.time().toEpochMilli())
            .add("price", quote.price())
            .add("bid", quote.bid())
            .add("ask", quote.ask())
            .add("volume", quote.volume())
            .add("open", open);
    Change change = Change.between(open, quote.price());
    return json.add("change", change.price())
        .add("changePercent", percent(change))
        .add("source", origin.label());
  }

  static BigDecimal percent(Change change) {
    return change.percent().setScale(PERCENT_SCALE, RoundingMode.HALF_EVEN);
  }

  /**
   * Reads a quote: symbol, time and price; bid and ask default to the price, the volume to 0.
   *
   * @throws IllegalArgumentException if it is not a quote
   */
  static Quote read(JsonObject json) {
    Members members = Members.of(json);
    BigDecimal price = members.needDecimal("price");
    return new Quote(
        members.needText("symbol"),
        Times.read(members, "time"),
        price,
        members.has("bid") ? members.needDecimal("bid") : price,
        members.has("ask") ? members.needDecimal("ask") : price,
        members.has("volume") ? members.needWhole("volume") : 0);
  }
}
