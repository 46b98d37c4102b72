package dev.freshet.showcase.market;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Realised volatility of a price: the sample standard deviation (divided by n - 1) of the log
 * returns of closes, times the square root of the number of such returns in a year. A fraction, 0.2
 * is 20 % a year, and a double: a statistic, not money.
 */
public final class RealisedVolatility {
  private RealisedVolatility() {}

  /**
   * Returns the volatility of the closes; empty for fewer than three, since a deviation needs at
   * least two returns.
   *
   * @param periodsPerYear such as {@link TradingYear#periods}
   * @throws IllegalArgumentException unless that is positive and finite
   */
  public static OptionalDouble of(List<BigDecimal> closes, double periodsPerYear) {
    if (!(periodsPerYear > 0 && periodsPerYear < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("The periods per year must be positive and finite");
    }
    double[] returns = Returns.log(closes);
    if (returns.length < 2) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.sqrt(variance(returns) * periodsPerYear));
  }

  /**
   * In two passes, because the difference of two sums of squares would lose all digits of small
   * returns.
   */
  private static double variance(double[] returns) {
    double sum = 0;
    for (double r : returns) {
      sum += r;
    }
    double mean = sum / returns.length;
    double squares = 0;
    for (double r : returns) {
      squares += (r - mean) * (r - mean);
    }
    return squares / (returns.length - 1);
  }
}
