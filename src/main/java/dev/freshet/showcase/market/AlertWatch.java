package dev.freshet.showcase.market;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Watches one alert. It fires when the price goes beyond the threshold, and then not again until
 * the price has been back, by the margin if there is one, because a price that hovers around the
 * threshold would fire endlessly. A price that is beyond from the first quote on has crossed
 * nothing and does not fire. Owned by one thread.
 */
public final class AlertWatch {
  private final Alert alert;
  private final BigDecimal margin;
  private @Nullable BigDecimal reference;
  private boolean armed;

  /**
   * Creates a watch that measures changes from the first quote, unless {@link #since} is called.
   */
  public AlertWatch(Alert alert) {
    this(alert, BigDecimal.ZERO, false);
  }

  /**
   * Creates a watch that continues an earlier one.
   *
   * @param margin in per cent of the threshold
   * @param armed whether it has seen the price on the side where it does not fire
   */
  AlertWatch(Alert alert, BigDecimal margin, boolean armed) {
    this.alert = alert;
    this.margin = margin;
    this.armed = armed;
  }

  /** Whether it fires once the price is beyond. */
  boolean isArmed() {
    return armed;
  }

  /** Returns the watched alert. */
  public Alert alert() {
    return alert;
  }

  /**
   * Measures changes from this price from now on, such as the previous day's close. Neither fires
   * nor arms: the next quote is compared with it.
   *
   * @throws IllegalArgumentException if it is not a price
   */
  public void since(BigDecimal price) {
    reference = Money.checked("reference", price);
  }

  /** Returns whether the alert fires at this quote; quotes of other symbols change nothing. */
  public boolean fires(Quote quote) {
    if (!quote.symbol().equals(alert.symbol())) {
      return false;
    }
    if (reference == null) {
      reference = quote.price();
    }
    boolean beyond = alert.isBeyond(quote.price(), reference);
    boolean fires = armed && beyond;
    armed = !beyond && (armed || alert.isBack(quote.price(), reference, margin));
    return fires;
  }
}
