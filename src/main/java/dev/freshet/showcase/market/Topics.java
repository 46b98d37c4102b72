package dev.freshet.showcase.market;

/** The market's topics, and the types of its events. */
public final class Topics {
  /** All quotes. */
  public static final String MARKET = "market";

  /** All finished candles. */
  static final String CANDLES = MARKET + "/candles";

  /** All analysis. */
  static final String ANALYSIS = MARKET + "/analysis";

  static final String QUOTE_TYPE = "quote";
  static final String CANDLE_TYPE = "candle";
  static final String ANALYSIS_TYPE = "analysis";
  static final String ALERT_TYPE = "alert";

  private Topics() {}

  /** Returns the topic of one symbol's quotes. */
  static String of(String symbol) {
    return MARKET + "/" + symbol;
  }

  static String candles(String symbol, Interval interval) {
    return of(symbol) + "/candles/" + interval.label();
  }

  static String analysis(String symbol) {
    return of(symbol) + "/analysis";
  }

  /** Returns the topic of an alert; only those who know its id can subscribe to it. */
  public static String alert(String id) {
    return MARKET + "/alerts/" + id;
  }

  /** Whether the market itself publishes to a topic: reading quotes from there would be a loop. */
  static boolean isOwn(String topic) {
    return topic.equals(MARKET) || topic.startsWith(MARKET + "/");
  }
}
