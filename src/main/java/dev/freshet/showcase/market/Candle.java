package dev.freshet.showcase.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A symbol's prices in an interval, the end not included: the first, highest, lowest and last
 * price, the total volume, the number of quotes, and the turnover: the exact sum of price times
 * volume.
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
    long trades,
    BigDecimal turnover) {
  /**
   * @throws IllegalArgumentException if the interval is not positive, the low is not positive, open
   *     or close is not between low and high, the volume or the turnover is negative, or there is
   *     no trade
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
    if (turnover.signum() < 0) {
      throw new IllegalArgumentException("The turnover is at least 0");
    }
  }

  /** Returns the first moment after the candle. */
  public Instant end() {
    return start.plus(interval);
  }

  /**
   * Returns the volume-weighted average price: turnover divided by volume, rounded as {@link
   * java.math.MathContext#DECIMAL64}. Empty if nothing was traded.
   */
  public Optional<BigDecimal> vwap() {
    return volume == 0
        ? Optional.empty()
        : Optional.of(turnover.divide(BigDecimal.valueOf(volume), Money.ROUNDING));
  }
}
