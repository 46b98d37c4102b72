package dev.freshet.showcase.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is calculated for a symbol at its newest quote. Unknown values are empty.
 *
 * @param quote the newest quote
 * @param day the day's candle so far
 * @param minutes the finished minutes
 * @param running the closes of unfinished minutes, of which the last is the newest price
 * @param minuteAgo the price a minute before the quote
 * @param hourAgo the price an hour before
 * @param dayAgo the price 24 hours before
 */
record Analysis(
    Quote quote,
    Candle day,
    Minutes minutes,
    List<BigDecimal> running,
    Optional<BigDecimal> minuteAgo,
    Optional<BigDecimal> hourAgo,
    Optional<BigDecimal> dayAgo) {

  /** Returns the mean of the last {@code length} closes; empty if there are fewer. */
  Optional<BigDecimal> simpleAverage(int length) {
    return minutes.simpleAverage(length, running);
  }

  /**
   * Returns the exponential average of all closes; empty if there are fewer than its length, which
   * would be biased towards the first.
   */
  Optional<BigDecimal> exponentialAverage(int length) {
    return minutes.exponentialAverage(length, running);
  }

  /** Returns the return since an earlier price. */
  Optional<BigDecimal> returned(Optional<BigDecimal> before) {
    return before.map(price -> Returns.simple(List.of(price, quote.price())).get(0));
  }

  /** Analyses a symbol, which must not change meanwhile, at its newest quote. */
  static Analysis of(SymbolBook book, Quote last, Candle day, Minutes minutes) {
    return new Analysis(
        last,
        day,
        minutes,
        Minutes.closes(book.running()),
        book.priceBefore(last.time(), Duration.ofMinutes(1)),
        book.priceBefore(last.time(), Duration.ofHours(1)),
        book.priceBefore(last.time(), Duration.ofDays(1)));
  }
}
