package dev.freshet.feed.market;

import java.math.BigDecimal;

/**
 * How far a price is from an earlier one: as a price, exact, and in per cent of the earlier one,
 * rounded to the 16 digits of {@link java.math.MathContext#DECIMAL64}.
 */
public record Change(BigDecimal price, BigDecimal percent) {
  /**
   * The change from one price to another.
   *
   * @throws IllegalArgumentException unless the first is positive
   */
  public static Change between(BigDecimal from, BigDecimal to) {
    Money.checked("reference", from);
    BigDecimal difference = to.subtract(from);
    return new Change(difference, difference.multiply(Money.HUNDRED).divide(from, Money.ROUNDING));
  }

  /** The change within a candle, from its open to its close: that of the day, if it is a day's. */
  public static Change sinceOpen(Candle candle) {
    return between(candle.open(), candle.close());
  }

  /** The change from the close of the candle before to that of the candle. */
  public static Change sincePreviousClose(Candle before, Candle candle) {
    return between(before.close(), candle.close());
  }
}
