package dev.freshet.showcase.market;

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
 * A node's knowledge of one symbol. Every node hears the same events in the same order and so knows
 * the same: minutes are built from quotes until the lease holder publishes the finished one, which
 * then counts; longer candles are built from published minutes. A quote for a published minute is
 * too late, and is only counted. Thread-safe.
 */
final class SymbolBook {
  /** How many finished candles of each interval are kept. */
  static final int KEPT = 500;

  /** In addition, a replay has an hour of minutes that were not published yet. */
  private static final int CAPACITY = KEPT + 100;

  /** Earlier than all quotes, but with days before it, unlike Instant.MIN. */
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

  /** Returns the newest quote, if any was heard since this node started. */
  synchronized Optional<Quote> last() {
    return Optional.ofNullable(last);
  }

  /** Returns how many quotes came too late for their candle. */
  synchronized long late() {
    return late + series(Interval.MINUTE).ignored();
  }

  /** Adds a published quote. */
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

  /** Adds a finished candle that was published; one that was published before changes nothing. */
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
   * Returns the candles that have ended by this time and were not published yet: first the minutes,
   * and once those were heard, the longer ones built from them.
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

  /** Adds finished candles from the store, and continues the longer ones from there. */
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

  /** Rebuilds what follows the last published candle: a day from hours, all others from minutes. */
  private void rebuild(Interval interval) {
    Interval part = interval == Interval.DAY ? Interval.HOUR : Interval.MINUTE;
    CandleSeries rebuilt = new CandleSeries(symbol, interval.duration(), CAPACITY);
    for (Candle candle : series(part).from(told(interval))) {
      // A running minute is not published; a running hour is built from minutes that were.
      if (part == Interval.HOUR || candle.start().isBefore(told(part))) {
        rebuilt.merge(candle);
      }
    }
    rebuilt.candles().forEach(series(interval)::put);
  }

  /**
   * Returns the candles that start at this time or later, oldest first; the last may still change.
   */
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

  /** Returns the minutes that were not published yet. */
  synchronized List<Candle> running() {
    return series(Interval.MINUTE).from(told(Interval.MINUTE));
  }

  /** Returns the analysis at the newest quote; empty until one was heard. */
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

  /** Returns the finished candles that start within a period, its end not included. */
  synchronized List<Candle> finished(Interval interval, Instant start, Instant end) {
    return series(interval).from(start).stream()
        .filter(candle -> candle.start().isBefore(end))
        .filter(candle -> candle.start().isBefore(told(interval)))
        .toList();
  }

  /** Returns the day so far that contains a time. */
  Optional<Candle> day(Instant time) {
    Instant start = Interval.DAY.startOf(time);
    return candles(Interval.DAY, start).stream()
        .filter(candle -> candle.start().equals(start))
        .findFirst();
  }

  /**
   * Returns the price at a time: the close of the last minute before it, or else of the last five
   * minutes.
   */
  synchronized Optional<BigDecimal> priceAt(Instant time) {
    return series(Interval.MINUTE)
        .endedBy(time)
        .or(() -> series(Interval.FIVE_MINUTES).endedBy(time))
        .map(Candle::close);
  }

  /** Returns the price a given duration before a time. */
  Optional<BigDecimal> priceBefore(Instant time, Duration before) {
    return priceAt(time.minus(before));
  }

  /** Returns the last price, from a quote or, after a restart, from a candle. */
  synchronized Optional<BigDecimal> price() {
    return last().map(Quote::price).or(() -> priceAt(told(Interval.MINUTE)));
  }

  /** Returns up to when quotes were heard or, after a restart, stored in candles. */
  synchronized Instant latest() {
    Instant told = told(Interval.MINUTE);
    Instant kept = told.minusMillis(1);
    return last == null || last.time().isBefore(kept) ? kept : last.time();
  }

  /** Returns the quotes that this node has not evaluated, and forgets them. */
  synchronized List<Quote> takeUnseen() {
    return unseen.take();
  }

  /** Notes that the lease holder has evaluated the quotes up to a time. */
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

  /** Returns the end of the last published candle. */
  private Instant told(Interval interval) {
    return toldUntil.getOrDefault(interval, NOTHING);
  }

  private static List<Interval> longer() {
    return List.of(Interval.FIVE_MINUTES, Interval.QUARTER, Interval.HOUR, Interval.DAY);
  }
}
