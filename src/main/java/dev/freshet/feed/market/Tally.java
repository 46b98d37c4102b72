package dev.freshet.feed.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** A candle in the making. Guarded by its series. */
final class Tally {
  // When the quotes came that gave the open and the close: a late one replaces neither unjustly.
  private Instant openTime;
  private Instant closeTime;
  private BigDecimal open;
  private BigDecimal high;
  private BigDecimal low;
  private BigDecimal close;
  private long volume;
  private long trades;

  Tally(Quote first) {
    openTime = first.time();
    closeTime = first.time();
    open = first.price();
    high = first.price();
    low = first.price();
    close = first.price();
    volume = first.volume();
    trades = 1;
  }

  /** Takes in a quote of the same interval. Of two at the same time, the later to come is later. */
  void add(Quote quote) {
    BigDecimal price = quote.price();
    if (quote.time().isBefore(openTime)) {
      openTime = quote.time();
      open = price;
    }
    if (!quote.time().isBefore(closeTime)) {
      closeTime = quote.time();
      close = price;
    }
    high = high.max(price);
    low = low.min(price);
    volume += quote.volume();
    trades++;
  }

  Candle candle(String symbol, Instant start, Duration interval) {
    return new Candle(symbol, start, interval, open, high, low, close, volume, trades);
  }
}
