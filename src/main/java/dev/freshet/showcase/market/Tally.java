package dev.freshet.showcase.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** A candle under construction. Guarded by its series. */
final class Tally {
  // Times of the quotes that set the open and the close, so that a late quote does not wrongly
  // replace them.
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

  /** Continues a candle that was built elsewhere. */
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

  /**
   * Adds a quote of the same interval. Of two with the same time, the one added later counts as
   * later.
   */
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

  /** Adds the candle of a shorter interval within this one. */
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
