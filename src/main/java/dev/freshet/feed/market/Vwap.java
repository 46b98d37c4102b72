package dev.freshet.feed.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The volume-weighted average price of a symbol over a session: what was paid, by how much was
 * bought. The sums are exact; the quotient is rounded as {@link java.math.MathContext#DECIMAL64}.
 * Owned by one thread.
 */
public final class Vwap {
  private final String symbol;
  private final Instant open;
  private final Instant close;
  private BigDecimal paid = BigDecimal.ZERO;
  private BigDecimal bought = BigDecimal.ZERO;

  /**
   * The average from the open on, up to but not including the close.
   *
   * @throws IllegalArgumentException unless the close is after the open
   */
  public Vwap(String symbol, Instant open, Instant close) {
    if (!close.isAfter(open)) {
      throw new IllegalArgumentException("A session closes after it opens");
    }
    this.symbol = Symbol.checked(symbol);
    this.open = open;
    this.close = close;
  }

  /**
   * Takes in a quote, in any order; one from outside the session changes nothing.
   *
   * @throws IllegalArgumentException if it is of another symbol
   */
  public void add(Quote quote) {
    if (!quote.symbol().equals(symbol)) {
      throw new IllegalArgumentException("This is an average of " + symbol);
    }
    if (quote.time().isBefore(open) || !quote.time().isBefore(close)) {
      return;
    }
    BigDecimal volume = BigDecimal.valueOf(quote.volume());
    paid = paid.add(quote.price().multiply(volume));
    bought = bought.add(volume);
  }

  /** The average so far; empty while nothing was traded. */
  public Optional<BigDecimal> value() {
    return bought.signum() == 0
        ? Optional.empty()
        : Optional.of(paid.divide(bought, Money.ROUNDING));
  }
}
