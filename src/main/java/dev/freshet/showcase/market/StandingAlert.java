package dev.freshet.showcase.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert that was set, and its state. Immutable; a quote that changes the state results in a new
 * one.
 *
 * @param window for a change: how long before the quote the reference is
 * @param repeats whether it fires each time, or only once
 * @param margin how far the price must return before it fires again, in per cent
 * @param armed whether it fires when the price is beyond the threshold
 * @param since the time of the quote that led to this state; earlier ones have been evaluated
 * @param fired how often it has fired
 * @param firedAt the time of the quote at which it last fired
 */
record StandingAlert(
    Alert alert,
    Duration window,
    boolean repeats,
    BigDecimal margin,
    Instant created,
    Instant expires,
    boolean armed,
    Instant since,
    long fired,
    @Nullable Instant firedAt) {
  /** The minimum time between firings: nobody reads a flood of alerts. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  /** Whether it has expired. */
  boolean isOver(Instant now) {
    return !expires.isAfter(now);
  }

  /** Whether it has fired and does not repeat. */
  boolean isSpent() {
    return fired > 0 && !repeats;
  }

  /** Whether it has seen more than another state. */
  boolean isNewerThan(StandingAlert other) {
    return fired != other.fired ? fired > other.fired : since.isAfter(other.since);
  }

  /** Returns the state after a quote; this one if nothing changes. */
  StandingAlert after(Quote quote, BigDecimal reference) {
    if (isSpent() || !quote.time().isAfter(since)) {
      return this;
    }
    AlertWatch watch = new AlertWatch(alert, margin, armed);
    watch.since(reference);
    if (!watch.fires(quote)) {
      return watch.isArmed() == armed
          ? this
          : standing(watch.isArmed(), quote.time(), fired, firedAt);
    }
    // If the price is still beyond after the pause, it fires then.
    return firedAt != null && quote.time().isBefore(firedAt.plus(PAUSE))
        ? this
        : standing(false, quote.time(), fired + 1, quote.time());
  }

  /** Returns the same state, ignoring all quotes up to a time. */
  StandingAlert since(Instant time) {
    return standing(armed, time, fired, firedAt);
  }

  /** Returns the state when set at a quote: if that is beyond, the price must first return. */
  StandingAlert armedAt(Quote quote, BigDecimal reference) {
    return standing(!alert.isBeyond(quote.price(), reference), quote.time(), fired, firedAt);
  }

  private StandingAlert standing(
      boolean isArmed, Instant time, long times, @Nullable Instant timeFired) {
    return new StandingAlert(
        alert, window, repeats, margin, created, expires, isArmed, time, times, timeFired);
  }
}
