package dev.freshet.feed.market;

import java.time.Duration;

/**
 * How long a market is open in a year: on so many days for so long. What is said per year
 * (volatility, drift) is turned into what happens in a shorter time by it, and back.
 */
public record TradingYear(int days, Duration session) {
  // Before the years, which are checked by it.
  private static final Duration DAY = Duration.ofDays(1);

  /** A share exchange: 252 days of six and a half hours. */
  public static final TradingYear EXCHANGE =
      new TradingYear(252, Duration.ofHours(6).plusMinutes(30));

  /** A market that never closes. */
  public static final TradingYear ROUND_THE_CLOCK = new TradingYear(365, Duration.ofDays(1));

  /**
   * @throws IllegalArgumentException unless there are 1 to 366 days, open for more than nothing and
   *     at most a day
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
   * How many intervals the year has. One that is longer than the session is a day's.
   *
   * @throws IllegalArgumentException unless the interval is positive and at most a day: how many
   *     trading days are in a longer one depends on the calendar
   */
  public double periods(Duration interval) {
    if (interval.isNegative() || interval.isZero() || interval.compareTo(DAY) > 0) {
      throw new IllegalArgumentException("An interval is longer than nothing and at most a day");
    }
    return days * Math.max(1.0, (double) session.toNanos() / interval.toNanos());
  }
}
