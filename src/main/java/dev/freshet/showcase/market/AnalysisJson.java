package dev.freshet.showcase.market;

import dev.freshet.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;

/** Analysis as JSON. Unknown values are null. */
final class AnalysisJson {
  /** How many more decimals an average has than the price. */
  private static final int AVERAGE_SCALE = 4;

  private static final int RETURN_SCALE = 8;

  private AnalysisJson() {}

  static JsonObjectBuilder write(Analysis analysis, Origin origin) {
    Quote quote = analysis.quote();
    Candle day = analysis.day();
    Change today = Change.sinceOpen(day);
    Optional<Change> dayLong =
        analysis.dayAgo().map(before -> Change.between(before, quote.price()));
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("symbol", quote.symbol())
            .add("time", quote.time().toEpochMilli())
            .add("price", quote.price())
            .add("open", day.open())
            .add("high", day.high())
            .add("low", day.low())
            .add("volume", day.volume())
            .add("change", today.price())
            .add("changePercent", QuoteJson.percent(today));
    add(json, "change24h", dayLong.map(Change::price));
    add(json, "change24hPercent", dayLong.map(QuoteJson::percent));
    add(json, "vwap", average(day.vwap(), quote));
    add(json, "sma20", average(analysis.simpleAverage(Minutes.SHORT), quote));
    add(json, "sma50", average(analysis.simpleAverage(Minutes.LONG), quote));
    add(json, "ema20", average(analysis.exponentialAverage(Minutes.SHORT), quote));
    add(json, "ema50", average(analysis.exponentialAverage(Minutes.LONG), quote));
    add(json, "return1m", analysis.returned(analysis.minuteAgo()).map(AnalysisJson::rounded));
    add(json, "return1h", analysis.returned(analysis.hourAgo()).map(AnalysisJson::rounded));
    OptionalDouble volatility = analysis.minutes().volatility();
    if (volatility.isPresent()) {
      json.add("volatility", volatility.getAsDouble());
    } else {
      json.addNull("volatility");
    }
    return json.add("source", origin.label());
  }

  private static Optional<BigDecimal> average(Optional<BigDecimal> average, Quote quote) {
    int scale = Math.max(0, quote.price().scale()) + AVERAGE_SCALE;
    return average.map(value -> value.setScale(scale, RoundingMode.HALF_EVEN));
  }

  private static BigDecimal rounded(BigDecimal fraction) {
    return fraction.setScale(RETURN_SCALE, RoundingMode.HALF_EVEN);
  }

  private static void add(JsonObjectBuilder json, String name, Optional<BigDecimal> value) {
    if (value.isPresent()) {
      json.add(name, value.get());
    } else {
      json.addNull(name);
    }
  }
}
