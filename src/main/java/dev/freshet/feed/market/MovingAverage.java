package dev.freshet.feed.market;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Averages that move along closes, the oldest first. Rounded to the 16 digits of {@link
 * java.math.MathContext#DECIMAL64}.
 */
public final class MovingAverage {
  private MovingAverage() {}

  /**
   * The mean of each {@code length} closes in a row. The first is at the close number {@code
   * length}, so there are {@code length - 1} fewer than closes, or none.
   *
   * @throws IllegalArgumentException if the length is below 1
   */
  public static List<BigDecimal> simple(List<BigDecimal> closes, int length) {
    BigDecimal count = BigDecimal.valueOf(checked(length));
    List<BigDecimal> averages = new ArrayList<>();
    // Exact, so that nothing builds up in it however long it runs.
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
   * An average in which each close counts for {@code 2 / (length + 1)} and all before it for the
   * rest. It starts at the first close, and there are as many as closes; the first {@code length}
   * or so still lean to that start.
   *
   * @throws IllegalArgumentException if the length is below 1
   */
  public static List<BigDecimal> exponential(List<BigDecimal> closes, int length) {
    // (2 close + (length - 1) before) / (length + 1): one quotient, so one rounding a step.
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
