package dev.freshet.feed.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert that somebody has set, and how it stands. Immutable; what a quote makes of it is another
 * one.
 *
 * @param window for a change: since how long before the quote
 * @param repeats whether it fires each time, or once
 * @param margin by how much the price must be back before it fires again, in per cent
 * @param armed whether it fires when the price is beyond the threshold
 * @param since the time of the quote that made it so; earlier ones were looked at
 * @param fired how often it has fired
 * @param firedAt the time of the quote at which it fired last
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
  /** It does not fire more often: a flood of alerts is read by nobody. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  /** Whether its time is over. */
  boolean isOver(Instant now) {
    return !expires.isAfter(now);
  }

  /** Whether it has done what it was for. */
  boolean isSpent() {
    return fired > 0 && !repeats;
  }

  /** Whether it has seen more than the other one. */
  boolean isNewerThan(StandingAlert other) {
    return fired != other.fired ? fired > other.fired : since.isAfter(other.since);
  }

  /** How it stands after a quote; itself if that changes nothing. */
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

  /** The same, for which all quotes up to a time do not count. */
  StandingAlert since(Instant time) {
    return standing(armed, time, fired, firedAt);
  }

  /** The same as it is set at a quote: if that is beyond, the price must be back first. */
  StandingAlert armedAt(Quote quote, BigDecimal reference) {
    return standing(!alert.isBeyond(quote.price(), reference), quote.time(), fired, firedAt);
  }

  private StandingAlert standing(
      boolean isArmed, Instant time, long times, @Nullable Instant timeFired) {
    return new StandingAlert(
        alert, window, repeats, margin, created, expires, isArmed, time, times, timeFired);
  }
}
