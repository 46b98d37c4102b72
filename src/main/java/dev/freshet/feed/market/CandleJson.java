package dev.freshet.feed.market;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** Candles as JSON. */
public final class CandleJson {
  private CandleJson() {}

  /** A candle, without where its quotes came from. */
  public static JsonObjectBuilder write(Candle candle) {
    return MarketEvents.JSON
        .createObjectBuilder()
        .add("symbol", candle.symbol())
        .add("interval", Interval.of(candle).label())
        .add("start", candle.start().toEpochMilli())
        .add("open", candle.open())
        .add("high", candle.high())
        .add("low", candle.low())
        .add("close", candle.close())
        .add("volume", candle.volume())
        .add("trades", candle.trades())
        .add("turnover", candle.turnover());
  }

  /**
   * Reads a candle.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Candle read(JsonObject json) {
    Members members = new Members(json);
    Interval interval =
        Interval.named(members.text("interval"))
            .orElseThrow(() -> Members.wrong("interval", "that of a candle"));
    Candle candle =
        new Candle(
            members.text("symbol"),
            members.time("start"),
            interval.duration(),
            members.decimal("open"),
            members.decimal("high"),
            members.decimal("low"),
            members.decimal("close"),
            members.whole("volume"),
            members.whole("trades"),
            members.decimal("turnover"));
    if (!interval.startOf(candle.start()).equals(candle.start())) {
      throw Members.wrong("start", "a whole number of intervals");
    }
    return candle;
  }
}
