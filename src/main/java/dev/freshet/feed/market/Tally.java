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
  private BigDecimal turnover;

  Tally(Quote first) {
    openTime = first.time();
    closeTime = first.time();
    open = first.price();
    high = first.price();
    low = first.price();
    close = first.price();
    volume = first.volume();
    trades = 1;
    turnover = turnover(first);
  }

  /** Goes on with a candle that others have made. */
  Tally(Candle made) {
    openTime = made.start();
    closeTime = made.start();
    open = made.open();
    high = made.high();
    low = made.low();
    close = made.close();
    volume = made.volume();
    trades = made.trades();
    turnover = made.turnover();
  }

  private static BigDecimal turnover(Quote quote) {
    return quote.price().multiply(BigDecimal.valueOf(quote.volume()));
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
    turnover = turnover.add(turnover(quote));
  }

  /** Takes in the candle of a shorter interval that is within this one. */
  void add(Candle part) {
    if (part.start().isBefore(openTime)) {
      openTime = part.start();
      open = part.open();
    }
    if (!part.start().isBefore(closeTime)) {
      closeTime = part.start();
      close = part.close();
    }
    high = high.max(part.high());
    low = low.min(part.low());
    volume += part.volume();
    trades += part.trades();
    turnover = turnover.add(part.turnover());
  }

  Candle candle(String symbol, Instant start, Duration interval) {
    return new Candle(symbol, start, interval, open, high, low, close, volume, trades, turnover);
  }
}
