package dev.freshet.showcase.market;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Moving averages of closes, oldest first. Rounded to the 16 digits of {@link
 * java.math.MathContext#DECIMAL64}.
 */
public final class MovingAverage {
  private MovingAverage() {}

  /**
   * Returns the mean of each {@code length} consecutive closes. The first is at the {@code
   * length}-th close, so there are {@code length - 1} fewer than closes, or none.
   *
   * @throws IllegalArgumentException if the length is below 1
   */
  public static List<BigDecimal> simple(List<BigDecimal> closes, int length) {
    BigDecimal count = BigDecimal.valueOf(checked(length));
    List<BigDecimal> averages = new ArrayList<>();
    // Exact, so that errors do not accumulate however long it runs.
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < closes.size(); i++) {
      sum = sum.add(closes.get(i));
      if (i >= length) {
        sum = sum.subtract(closes.get(i - length));
      }
      if (i >= length - 1) {
        averages.add(sum.divide(count, Money.ROUNDING));
      }
    }
    return averages;
  }

  /**
   * Returns averages in which each close has the weight {@code 2 / (length + 1)} and all earlier
   * ones the rest. They start at the first close, and there are as many as closes; the first {@code
   * length} or so are still biased towards that start.
   *
   * @throws IllegalArgumentException if the length is below 1
   */
  public static List<BigDecimal> exponential(List<BigDecimal> closes, int length) {
    // (2 close + (length - 1) before) / (length + 1): one quotient, so one rounding per step.
    BigDecimal rest = BigDecimal.valueOf(checked(length) - 1L);
    BigDecimal whole = BigDecimal.valueOf(length + 1L);
    List<BigDecimal> averages = new ArrayList<>();
    for (BigDecimal close : closes) {
      BigDecimal before = averages.isEmpty() ? close : averages.get(averages.size() - 1);
      BigDecimal sum = close.add(close).add(before.multiply(rest));
      averages.add(sum.divide(whole, Money.ROUNDING));
    }
    return averages;
  }

  private static int checked(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("The length is at least 1");
    }
    return length;
  }
}
