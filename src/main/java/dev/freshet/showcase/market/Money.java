package dev.freshet.showcase.market;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The rules for calculating with money: sums, differences and products are exact, and quotients are
 * rounded to the 16 digits of {@link MathContext#DECIMAL64}, half to even.
 */
final class Money {
  /** The rounding of every quotient. */
  static final MathContext ROUNDING = MathContext.DECIMAL64;

  static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * Maximum digits of a price before and after the point. Longer numbers are not prices, and
   * 1E+999999999 would exhaust the memory when a cent is added.
   */
  private static final int MAX_DIGITS = 18;

  private Money() {}

  /**
   * Returns the price if it is positive and has at most 18 digits on either side of the point.
   *
   * @throws IllegalArgumentException otherwise
   */
  static BigDecimal checked(String what, BigDecimal price) {
    if (price.signum() <= 0) {
      throw new IllegalArgumentException("The " + what + " must be positive");
    }
    // As a long, because for the scales that BigDecimal allows the subtraction overflows an int.
    if (price.scale() > MAX_DIGITS || (long) price.precision() - price.scale() > MAX_DIGITS) {
      throw new IllegalArgumentException(
          "The " + what + " must have at most " + MAX_DIGITS + " digits on either side");
    }
    return price;
  }
}
