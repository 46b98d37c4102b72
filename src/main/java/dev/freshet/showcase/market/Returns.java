package dev.freshet.showcase.market;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The return of each close, oldest first, over the one before it. A gap counts as one step. */
public final class Returns {
  private Returns() {}

  /**
   * Returns the gains as fractions of the previous close: from 100 to 110 is 0.1. Rounded to the 16
   * digits of {@link java.math.MathContext#DECIMAL64}. One fewer than closes.
   */
  public static List<BigDecimal> simple(List<BigDecimal> closes) {
    List<BigDecimal> returns = new ArrayList<>();
    for (int i = 1; i < closes.size(); i++) {
      BigDecimal before = closes.get(i - 1);
      returns.add(closes.get(i).subtract(before).divide(before, Money.ROUNDING));
    }
    return returns;
  }

  /**
   * Returns the natural logarithms of each close divided by the previous one, which add up over
   * time. Doubles: a statistic, not money. One fewer than closes.
   */
  public static double[] log(List<BigDecimal> closes) {
    double[] returns = new double[Math.max(0, closes.size() - 1)];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = Math.log(closes.get(i + 1).divide(closes.get(i), Money.ROUNDING).doubleValue());
    }
    return returns;
  }
}
