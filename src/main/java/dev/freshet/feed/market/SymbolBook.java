package dev.freshet.feed.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one symbol. Every node hears the same events in the same order and so knows the
 * same: minutes are made of quotes until the holder of the lease tells of the finished one, which
 * then counts; longer candles are made of the minutes that were told. A quote for a minute that was
 * told is too late, and is only counted. Any thread.
 */
final class SymbolBook {
  /** So many finished candles of each interval are kept. */
  static final int KEPT = 500;

  /** Beside those, a replay has an hour of minutes that were not told yet. */
  private static final int CAPACITY = KEPT + 100;

  /** Before all quotes; with days to go before it, which Instant.MIN has not. */
  static final Instant NOTHING = CsvQuote.EARLIEST.minus(Duration.ofDays(7));

  private final String symbol;
  private final TradingYear year;

  // Guarded by this.
  private final Map<Interval, CandleSeries> series = new EnumMap<>(Interval.class);
  private final Map<Interval, Instant> toldUntil = new EnumMap<>(Interval.class);
  private final Unseen unseen = new Unseen();
  private @Nullable Quote last;
  private @Nullable Minutes minutes;
  private long late;

  SymbolBook(String symbol, TradingYear year) {
    this.symbol = symbol;
    this.year = year;
    for (Interval interval : Interval.values()) {
      series.put(interval, new CandleSeries(symbol, interval.duration(), CAPACITY));
      toldUntil.put(interval, NOTHING);
    }
  }

  String symbol() {
    return symbol;
  }

  /** The newest quote, if any was heard since this node started. */
  synchronized Optional<Quote> last() {
    return Optional.ofNullable(last);
  }

  /** How many quotes came too late for their candle. */
  synchronized long late() {
    return late + series(Interval.MINUTE).ignored();
  }

  /** Takes in a quote that was published. */
  synchronized void heard(Quote quote) {
    if (quote.time().isBefore(told(Interval.MINUTE))) {
      late++;
      return;
    }
    series(Interval.MINUTE).add(quote);
    unseen.add(quote);
    if (last == null || !quote.time().isBefore(last.time())) {
      last = quote;
    }
  }

  /** Takes in a finished candle that was published; one that was told before changes nothing. */
  synchronized void heard(Candle candle) {
    Interval interval = Interval.of(candle);
    if (candle.start().isBefore(told(interval))) {
      return;
    }
    series(interval).put(candle);
    toldUntil.put(interval, candle.end());
    if (interval == Interval.MINUTE) {
      minutes = null;
      longer().forEach(other -> series(other).merge(candle));
    }
  }

  /**
   * The candles that have ended by then and were not told yet: first the minutes, and once those
   * were heard the longer ones that are made of them.
   */
  synchronized List<Candle> due(Instant time) {
    List<Candle> ended = running().stream().filter(candle -> !candle.end().isAfter(time)).toList();
    if (!ended.isEmpty()) {
      return ended;
    }
    List<Candle> due = new ArrayList<>();
    for (Interval interval : longer()) {
      series(interval).from(told(interval)).stream()
          .filter(candle -> !candle.end().isAfter(time))
          .forEach(due::add);
    }
    return due;
  }

  /** Takes in finished candles from the store, and makes the longer ones go on where they were. */
  synchronized void fill(List<Candle> kept) {
    for (Candle candle : kept) {
      Interval interval = Interval.of(candle);
      series(interval).put(candle);
      if (candle.end().isAfter(told(interval))) {
        toldUntil.put(interval, candle.end());
      }
    }
    minutes = null;
    longer().forEach(this::rebuild);
  }

  /** Makes what follows the last candle that was told: a day of hours, all others of minutes. */
  private void rebuild(Interval interval) {
    Interval part = interval == Interval.DAY ? Interval.HOUR : Interval.MINUTE;
    CandleSeries rebuilt = new CandleSeries(symbol, interval.duration(), CAPACITY);
    for (Candle candle : series(part).from(told(interval))) {
      // A running minute is not told, a running hour is made of minutes that were.
      if (part == Interval.HOUR || candle.start().isBefore(told(part))) {
        rebuilt.merge(candle);
      }
    }
    rebuilt.candles().forEach(series(interval)::put);
  }

  /** The candles that start then or later, the oldest first; the last may still change. */
  synchronized List<Candle> candles(Interval interval, Instant start) {
    List<Candle> told = series(interval).from(start);
    if (interval == Interval.MINUTE) {
      return told;
    }
    CandleSeries whole = new CandleSeries(symbol, interval.duration(), CAPACITY);
    told.forEach(whole::put);
    for (Candle minute : running()) {
      if (!interval.startOf(minute.start()).isBefore(start)) {
        whole.merge(minute);
      }
    }
    return whole.candles();
  }

  /** The minutes that were not told yet. */
  synchronized List<Candle> running() {
    return series(Interval.MINUTE).from(told(Interval.MINUTE));
  }

  /** What is reckoned at the newest quote; empty until one was heard. */
  synchronized Optional<Analysis> analysis() {
    Quote newest = last;
    if (newest == null) {
      return Optional.empty();
    }
    Minutes finished = minutes();
    return day(newest.time()).map(day -> Analysis.of(this, newest, day, finished));
  }

  private Minutes minutes() {
    Minutes known = minutes;
    if (known == null) {
      known = Minutes.of(finished(Interval.MINUTE, NOTHING, Instant.MAX), year);
      minutes = known;
    }
    return known;
  }

  /** The finished candles that start within a time, the end not included. */
  synchronized List<Candle> finished(Interval interval, Instant start, Instant end) {
    return series(interval).from(start).stream()
        .filter(candle -> candle.start().isBefore(end))
        .filter(candle -> candle.start().isBefore(told(interval)))
        .toList();
  }

  /** The day so far that a time is in. */
  Optional<Candle> day(Instant time) {
    Instant start = Interval.DAY.startOf(time);
    return candles(Interval.DAY, start).stream()
        .filter(candle -> candle.start().equals(start))
        .findFirst();
  }

  /** The price at a time: the close of the last minute before it, or else of five minutes. */
  synchronized Optional<BigDecimal> priceAt(Instant time) {
    return series(Interval.MINUTE)
        .endedBy(time)
        .or(() -> series(Interval.FIVE_MINUTES).endedBy(time))
        .map(Candle::close);
  }

  /** The price at that time before another. */
  Optional<BigDecimal> priceBefore(Instant time, Duration before) {
    return priceAt(time.minus(before));
  }

  /** The last price, be it from a quote or, after a restart, from a candle. */
  synchronized Optional<BigDecimal> price() {
    return last().map(Quote::price).or(() -> priceAt(told(Interval.MINUTE)));
  }

  /** Up to when quotes were heard, or, after a restart, kept in candles. */
  synchronized Instant latest() {
    Instant told = told(Interval.MINUTE);
    Instant kept = told.minusMillis(1);
    return last == null || last.time().isBefore(kept) ? kept : last.time();
  }

  /** Gives the quotes that this node has not looked at, and forgets them. */
  synchronized List<Quote> takeUnseen() {
    return unseen.take();
  }

  /** Takes note that the holder of the lease has looked at the quotes up to a time. */
  synchronized void seen(Instant until) {
    unseen.seen(until);
  }

  private CandleSeries series(Interval interval) {
    CandleSeries one = series.get(interval);
    if (one == null) {
      throw new IllegalArgumentException("There are no candles of " + interval);
    }
    return one;
  }

  /** The end of the last candle that was told. */
  private Instant told(Interval interval) {
    return toldUntil.getOrDefault(interval, NOTHING);
  }

  private static List<Interval> longer() {
    return List.of(Interval.FIVE_MINUTES, Interval.QUARTER, Interval.HOUR, Interval.DAY);
  }
}
