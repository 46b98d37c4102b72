package dev.freshet.showcase.market;

import java.math.BigDecimal;

/**
 * The smallest step between two prices of a symbol, such as 0.01. Every price is a whole number of
 * ticks and is written with as many decimals as the tick.
 */
public record Tick(BigDecimal size) {
  /** Maximum ticks of a price computed from a double: beyond this, doubles skip integers. */
  static final long MAX_COUNT = 1L << 53;

  /**
   * @throws IllegalArgumentException unless the size is positive and no longer than a price
   */
  public Tick {
    Money.checked("tick", size);
  }

  /** Creates a tick of this size. */
  public static Tick of(String size) {
    return new Tick(new BigDecimal(size));
  }

  /** Returns the price of a number of ticks. */
  public BigDecimal times(long count) {
    return size.multiply(BigDecimal.valueOf(count));
  }

  /** Whether the price is a whole number of ticks. */
  public boolean divides(BigDecimal price) {
    return price.remainder(size).signum() == 0;
  }

  /** Returns the nearest number of ticks; at least one, because no price is zero. */
  long nearest(double price) {
    return Math.min(MAX_COUNT, Math.max(1, Math.round(price / size.doubleValue())));
  }
}
