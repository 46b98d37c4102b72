package dev.freshet.feed.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is reckoned of a symbol at its newest quote. What is not known yet is empty.
 *
 * @param quote the newest quote
 * @param day the day's candle so far
 * @param minutes those that are finished
 * @param running the closes of those that are not, of which the last is the newest price
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

  /** The mean of the last so many closes; empty of fewer. */
  Optional<BigDecimal> simpleAverage(int length) {
    return minutes.simpleAverage(length, running);
  }

  /** The exponential average of all closes; empty of fewer than its length, which lean to one. */
  Optional<BigDecimal> exponentialAverage(int length) {
    return minutes.exponentialAverage(length, running);
  }

  /** What the price returned since it was another. */
  Optional<BigDecimal> returned(Optional<BigDecimal> before) {
    return before.map(price -> Returns.simple(List.of(price, quote.price())).get(0));
  }

  /** That of a symbol, which is not changed meanwhile, at its newest quote. */
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
