package dev.freshet.showcase.market;

import java.math.BigDecimal;

/**
 * The difference between a price and an earlier one: as an exact price, and in per cent of the
 * earlier one, rounded to the 16 digits of {@link java.math.MathContext#DECIMAL64}.
 */
public record Change(BigDecimal price, BigDecimal percent) {
  /**
   * Returns the change from one price to another.
   *
   * @throws IllegalArgumentException unless the first is positive
   */
  public static Change between(BigDecimal from, BigDecimal to) {
    Money.checked("reference", from);
    BigDecimal difference = to.subtract(from);
    return new Change(difference, difference.multiply(Money.HUNDRED).divide(from, Money.ROUNDING));
  }

  /** Returns the change within a candle, from its open to its close. */
  public static Change sinceOpen(Candle candle) {
    return between(candle.open(), candle.close());
  }

  /** Returns the change from the previous candle's close to the candle's close. */
  public static Change sincePreviousClose(Candle before, Candle candle) {
    return between(before.close(), candle.close());
  }
}
