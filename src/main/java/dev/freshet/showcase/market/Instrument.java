package dev.freshet.showcase.market;

import java.math.BigDecimal;

/**
 * An instrument of a simulated exchange: a symbol with its first price, its drift and volatility
 * per year as fractions (0.05 is 5 %), and its tick.
 */
public record Instrument(
    String symbol, BigDecimal start, double drift, double volatility, Tick tick) {
  /** The greatest drift, either way, and volatility; a price that doubles daily is useless. */
  private static final double MAX_PER_YEAR = 10;

  /**
   * @throws IllegalArgumentException if the symbol or the start is invalid in a quote, the start is
   *     not a whole number of ticks, the drift is beyond 10 per year, or the volatility is not
   *     positive or beyond 10
   */
  public Instrument {
    Symbol.checked(symbol);
    Money.checked("start", start);
    if (!tick.divides(start)) {
      throw new IllegalArgumentException("The start must be a whole number of ticks");
    }
    // Written so that NaN fails too.
    if (!(Math.abs(drift) <= MAX_PER_YEAR)) {
      throw new IllegalArgumentException("The drift must be -10 to 10");
    }
    if (!(volatility > 0 && volatility <= MAX_PER_YEAR)) {
      throw new IllegalArgumentException("The volatility must be above 0, at most 10");
    }
  }
}
