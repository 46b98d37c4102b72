package dev.freshet.feed.market;

import java.math.BigDecimal;

/**
 * The smallest step between two prices of a symbol, such as 0.01. Every price is a whole number of
 * ticks and is written with as many decimals as the tick.
 */
public record Tick(BigDecimal size) {
  /** The most ticks that a price made from a double may have: beyond it doubles skip numbers. */
  static final long MAX_COUNT = 1L << 53;

  /**
   * @throws IllegalArgumentException unless the size is positive and of a price's length
   */
  public Tick {
    Money.checked("tick", size);
  }

  /** A tick of that size. */
  public static Tick of(String size) {
    return new Tick(new BigDecimal(size));
  }

  /** The price of so many ticks. */
  public BigDecimal times(long count) {
    return size.multiply(BigDecimal.valueOf(count));
  }

  /** Whether the price is a whole number of ticks. */
  public boolean divides(BigDecimal price) {
    return price.remainder(size).signum() == 0;
  }

  /** How many ticks are nearest to the price; at least one, as no price is zero. */
  long nearest(double price) {
    return Math.min(MAX_COUNT, Math.max(1, Math.round(price / size.doubleValue())));
  }
}
