package dev.freshet.feed.market;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How money is reckoned: sums, differences and products are exact, and a quotient is rounded to the
 * 16 digits of {@link MathContext#DECIMAL64}, half to even.
 */
final class Money {
  /** The rounding of every quotient. */
  static final MathContext ROUNDING = MathContext.DECIMAL64;

  static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * Digits of a price before and after the point. More is no price, and 1E+999999999 would take all
   * memory when a cent is added.
   */
  private static final int MAX_DIGITS = 18;

  private Money() {}

  /**
   * The same price, if it is positive and of at most 18 digits on either side of the point.
   *
   * @throws IllegalArgumentException if not
   */
  static BigDecimal checked(String what, BigDecimal price) {
    if (price.signum() <= 0) {
      throw new IllegalArgumentException("The " + what + " must be positive");
    }
    // As long: the subtraction overflows an int for the scales that BigDecimal allows.
    if (price.scale() > MAX_DIGITS || (long) price.precision() - price.scale() > MAX_DIGITS) {
      throw new IllegalArgumentException(
          "The " + what + " must have at most " + MAX_DIGITS + " digits on either side");
    }
    return price;
  }
}
