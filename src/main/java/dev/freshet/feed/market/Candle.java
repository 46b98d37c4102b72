package dev.freshet.feed.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * What the price of a symbol did from the start for an interval, the end not included: the first,
 * highest, lowest and last price, the sum of the volumes, and how many quotes it was made of.
 */
public record Candle(
    String symbol,
    Instant start,
    Duration interval,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    long volume,
    long trades) {
  /**
   * @throws IllegalArgumentException if the interval is not positive, the low is not positive or
   *     open and close are not between low and high, the volume is negative, or there is no trade
   */
  public Candle {
    Symbol.checked(symbol);
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("The interval must be positive");
    }
    Money.checked("low", low);
    if (low.compareTo(open.min(close)) > 0 || high.compareTo(open.max(close)) < 0) {
      throw new IllegalArgumentException("Open and close must be between low and high");
    }
    if (volume < 0 || trades < 1) {
      throw new IllegalArgumentException("The volume is at least 0, the trades at least 1");
    }
  }
}
