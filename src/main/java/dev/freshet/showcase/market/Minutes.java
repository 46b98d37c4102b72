package dev.freshet.showcase.market;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The closes of the finished minutes, oldest first, and values that need many of them: calculated
 * once a minute, not at each quote.
 *
 * @param ema20 the exponential average with the weight of 20 closes; empty if there are none
 * @param ema50 the same for 50
 * @param volatility the volatility of the last hour, per year
 */
record Minutes(
    List<BigDecimal> closes,
    Optional<BigDecimal> ema20,
    Optional<BigDecimal> ema50,
    OptionalDouble volatility) {
  static final int SHORT = 20;
  static final int LONG = 50;

  /** An hour of returns needs this many closes. */
  private static final int VOLATILITY_CLOSES = 61;

  static Minutes of(List<Candle> finished, TradingYear year) {
    List<BigDecimal> closes = closes(finished);
    return new Minutes(
        closes,
        newest(MovingAverage.exponential(closes, SHORT)),
        newest(MovingAverage.exponential(closes, LONG)),
        RealisedVolatility.of(
            last(closes, VOLATILITY_CLOSES), year.periods(Interval.MINUTE.duration())));
  }

  static List<BigDecimal> closes(List<Candle> candles) {
    return candles.stream().map(Candle::close).toList();
  }

  static List<BigDecimal> last(List<BigDecimal> closes, int count) {
    return closes.subList(Math.max(0, closes.size() - count), closes.size());
  }

  private static Optional<BigDecimal> newest(List<BigDecimal> averages) {
    return averages.isEmpty() ? Optional.empty() : Optional.of(averages.get(averages.size() - 1));
  }

  /**
   * Returns the mean of the last {@code length} closes, including the running ones; empty if there
   * are fewer.
   */
  Optional<BigDecimal> simpleAverage(int length, List<BigDecimal> running) {
    List<BigDecimal> all = new ArrayList<>(last(closes, length));
    all.addAll(running);
    return newest(MovingAverage.simple(last(all, length), length));
  }

  /**
   * Returns the exponential average, including the running closes; empty if there are fewer than
   * its length.
   */
  Optional<BigDecimal> exponentialAverage(int length, List<BigDecimal> running) {
    if (closes.size() + running.size() < length) {
      return Optional.empty();
    }
    List<BigDecimal> rest = new ArrayList<>();
    (length == SHORT ? ema20 : ema50).ifPresent(rest::add);
    rest.addAll(running);
    return newest(MovingAverage.exponential(rest, length));
  }
}
