package dev.freshet.feed.market;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Watches for one alert. It fires when the price goes beyond the threshold, then not again until
 * the price has been back, by the margin if there is one: a price that trembles at the threshold
 * would fire without end. A price that is beyond from the first quote on has crossed nothing and
 * does not fire. Owned by one thread.
 */
public final class AlertWatch {
  private final Alert alert;
  private final BigDecimal margin;
  private @Nullable BigDecimal reference;
  private boolean armed;

  /** A watch that measures changes from the first quote, unless told by {@link #since}. */
  public AlertWatch(Alert alert) {
    this(alert, BigDecimal.ZERO, false);
  }

  /**
   * A watch that goes on.
   *
   * @param margin in per cent of the threshold
   * @param armed whether it has seen the price where it does not fire
   */
  AlertWatch(Alert alert, BigDecimal margin, boolean armed) {
    this.alert = alert;
    this.margin = margin;
    this.armed = armed;
  }

  /** Whether it fires when the price is beyond. */
  boolean isArmed() {
    return armed;
  }

  /** What it watches for. */
  public Alert alert() {
    return alert;
  }

  /**
   * Measures changes from that price from now on, such as the close of the day before. Does not
   * fire and does not arm: the next quote is judged by it.
   *
   * @throws IllegalArgumentException if it is not a price
   */
  public void since(BigDecimal price) {
    reference = Money.checked("reference", price);
  }

  /** Whether the alert fires at this quote; a quote of another symbol changes nothing. */
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
