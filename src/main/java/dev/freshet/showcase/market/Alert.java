package dev.freshet.showcase.market;

import java.math.BigDecimal;

/** A condition to be notified about: that a symbol's price is beyond a threshold. */
public record Alert(String symbol, Kind kind, BigDecimal threshold) {
  /** What the threshold measures, and on which side of it the price is beyond. */
  public enum Kind {
    /** A price; higher prices are beyond. */
    ABOVE,
    /** A price; lower prices are beyond. */
    BELOW,
    /**
     * A change in per cent. If positive, a rise by at least as much is beyond; if negative, a fall
     * by at least as much.
     */
    CHANGE_PERCENT
  }

  /**
   * @throws IllegalArgumentException if the symbol or the threshold is not allowed: a price must be
   *     positive, a change not zero, and neither may have more than 18 digits before or after the
   *     point
   */
  public Alert {
    Symbol.checked(symbol);
    Money.checked("threshold", kind == Kind.CHANGE_PERCENT ? threshold.abs() : threshold);
  }

  /** Whether the price is beyond the threshold; changes are relative to the reference. Exact. */
  boolean isBeyond(BigDecimal price, BigDecimal reference) {
    return isBeyond(threshold, price, reference);
  }

  /** Whether the price has returned from beyond the threshold, by a margin in per cent of it. */
  boolean isBack(BigDecimal price, BigDecimal reference, BigDecimal margin) {
    BigDecimal share =
        kind == Kind.BELOW ? Money.HUNDRED.add(margin) : Money.HUNDRED.subtract(margin);
    return !isBeyond(threshold.multiply(share).movePointLeft(2), price, reference);
  }

  private boolean isBeyond(BigDecimal line, BigDecimal price, BigDecimal reference) {
    return switch (kind) {
      case ABOVE -> price.compareTo(line) > 0;
      case BELOW -> price.compareTo(line) < 0;
      case CHANGE_PERCENT -> hasChanged(line, price, reference);
    };
  }

  /** Compares products, because the quotient would be rounded. */
  private static boolean hasChanged(BigDecimal line, BigDecimal price, BigDecimal reference) {
    BigDecimal change = price.subtract(reference).multiply(Money.HUNDRED);
    int side = change.compareTo(line.multiply(reference));
    return line.signum() > 0 ? side >= 0 : side <= 0;
  }
}
