package dev.freshet.showcase.market;

import dev.freshet.event.Event;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;

/** Creates the market's events. */
final class MarketEvents {
  private final Origin origin;

  MarketEvents(Origin origin) {
    this.origin = origin;
  }

  /** Creates the event of a quote, with its change since the open of its day. */
  Event quote(Quote quote, BigDecimal open) {
    return event(
        Topics.QUOTE_TYPE,
        QuoteJson.write(quote, open, origin),
        Topics.of(quote.symbol()),
        Topics.MARKET);
  }

  /** Creates the event of a finished candle. */
  Event candle(Candle candle) {
    return event(
        Topics.CANDLE_TYPE,
        CandleJson.write(candle).add("source", origin.label()),
        Topics.candles(candle.symbol(), Interval.of(candle)),
        Topics.CANDLES);
  }

  Event analysis(Analysis analysis) {
    return event(
        Topics.ANALYSIS_TYPE,
        AnalysisJson.write(analysis, origin),
        Topics.analysis(analysis.quote().symbol()),
        Topics.ANALYSIS);
  }

  /** Creates the event of an alert that has fired, on its own topic that cannot be guessed. */
  Event alert(String id, JsonObjectBuilder firing) {
    return Event.on(Topics.alert(id))
        .type(Topics.ALERT_TYPE)
        .data(firing.add("source", origin.label()).build().toString())
        .build();
  }

  private static Event event(String type, JsonObjectBuilder json, String topic, String all) {
    return Event.on(topic).topic(all).type(type).data(json.build().toString()).build();
  }
}
