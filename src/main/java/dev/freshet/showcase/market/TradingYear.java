package dev.freshet.showcase.market;

import java.time.Duration;

/**
 * How long a market is open in a year: the number of days, and the hours per day. Converts annual
 * figures (volatility, drift) to shorter periods and back.
 */
public record TradingYear(int days, Duration session) {
  // Must precede the constants, whose constructor uses it.
  private static final Duration DAY = Duration.ofDays(1);

  /** A stock exchange: 252 days of six and a half hours. */
  public static final TradingYear EXCHANGE =
      new TradingYear(252, Duration.ofHours(6).plusMinutes(30));

  /** A market that never closes. */
  public static final TradingYear ROUND_THE_CLOCK = new TradingYear(365, Duration.ofDays(1));

  /**
   * @throws IllegalArgumentException unless there are 1 to 366 days, open for a positive time of at
   *     most a day
   */
  public TradingYear {
    if (days < 1 || days > 366) {
      throw new IllegalArgumentException("A year has 1 to 366 trading days");
    }
    if (session.isNegative() || session.isZero() || session.compareTo(DAY) > 0) {
      throw new IllegalArgumentException("A session is open for up to a day");
    }
  }

  /**
   * Returns how many intervals the year has. One longer than the session counts as a day.
   *
   * @throws IllegalArgumentException unless the interval is positive and at most a day: the number
   *     of trading days in a longer one depends on the calendar
   */
  public double periods(Duration interval) {
    if (interval.isNegative() || interval.isZero() || interval.compareTo(DAY) > 0) {
      throw new IllegalArgumentException("An interval is longer than nothing and at most a day");
    }
    return days * Math.max(1.0, (double) session.toNanos() / interval.toNanos());
  }
}
