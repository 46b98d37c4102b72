package dev.freshet.showcase.market;

import dev.freshet.json.Json;
import dev.freshet.json.Members;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** Candles as JSON. */
public final class CandleJson {
  private CandleJson() {}

  /** Writes a candle, without the origin of its quotes. */
  public static JsonObjectBuilder write(Candle candle) {
    return Json.createObjectBuilder()
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
   * @throws IllegalArgumentException if it is not a candle
   */
  static Candle read(JsonObject json) {
    Members members = Members.of(json);
    Interval interval =
        Interval.named(members.needText("interval"))
            .orElseThrow(() -> members.wrong("interval", "that of a candle"));
    Candle candle =
        new Candle(
            members.needText("symbol"),
            Times.read(members, "start"),
            interval.duration(),
            members.needDecimal("open"),
            members.needDecimal("high"),
            members.needDecimal("low"),
            members.needDecimal("close"),
            members.needWhole("volume"),
            members.needWhole("trades"),
            members.needDecimal("turnover"));
    if (!interval.startOf(candle.start()).equals(candle.start())) {
      throw members.wrong("start", "a whole number of intervals");
    }
    return candle;
  }
}
