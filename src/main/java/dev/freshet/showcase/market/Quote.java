package dev.freshet.showcase.market;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A market's quote for a symbol at a time: the price of the last trade, the best bid and ask, and
 * the traded volume. The volume may be zero: an index has a price but is not traded.
 */
public record Quote(
    String symbol, Instant time, BigDecimal price, BigDecimal bid, BigDecimal ask, long volume) {
  /** The maximum volume of a quote, so that sums over millions of quotes fit in a long. */
  public static final long MAX_VOLUME = 1_000_000_000_000L;

  /**
   * @throws IllegalArgumentException if the symbol is not 1 to 16 characters of A-Z 0-9 . ^ = -, a
   *     price is not positive or has more than 18 digits before or after the point, the price is
   *     not between bid and ask, or the volume is negative or more than {@link #MAX_VOLUME}
   */
  public Quote {
    Symbol.checked(symbol);
    Money.checked("price", price);
    Money.checked("bid", bid);
    Money.checked("ask", ask);
    if (bid.compareTo(price) > 0 || price.compareTo(ask) > 0) {
      throw new IllegalArgumentException("The price must be between bid and ask");
    }
    if (volume < 0 || volume > MAX_VOLUME) {
      throw new IllegalArgumentException("The volume must be 0 to " + MAX_VOLUME);
    }
  }
}
