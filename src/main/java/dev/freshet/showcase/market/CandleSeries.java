package dev.freshet.showcase.market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The latest candles of one symbol and interval. They start at whole intervals since 1970. An
 * interval without a quote has no candle. A quote for the newest candle's interval or the one
 * before is added where its time belongs; an older one would change a candle already read as final,
 * and is only counted. Thread-safe.
 */
public final class CandleSeries {
  /** Maximum candles of a series: a year of exchange minutes. */
  public static final int MAX_CAPACITY = 100_000;

  /** The longest interval: longer ones depend on the calendar, which this does not know. */
  private static final Duration MAX_INTERVAL = Duration.ofDays(7);

  private final String symbol;
  private final Duration interval;
  private final int capacity;

  // Guarded by this.
  private final TreeMap<Instant, Tally> tallies = new TreeMap<>();
  private long ignored;

  /**
   * Creates an empty series.
   *
   * @param interval the length of a candle, in whole milliseconds up to a week
   * @param capacity how many candles are kept, 2 to {@link #MAX_CAPACITY}; beyond that, the oldest
   *     is dropped
   * @throws IllegalArgumentException if an argument is not allowed
   */
  public CandleSeries(String symbol, Duration interval, int capacity) {
    if (interval.compareTo(MAX_INTERVAL) > 0 || !isWholeMillis(interval)) {
      throw new IllegalArgumentException("The interval must be whole milliseconds, at most a week");
    }
    if (capacity < 2 || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException("The capacity must be 2 to " + MAX_CAPACITY);
    }
    this.symbol = Symbol.checked(symbol);
    this.interval = interval;
    this.capacity = capacity;
  }

  private static boolean isWholeMillis(Duration interval) {
    return interval.toMillis() > 0 && interval.equals(Duration.ofMillis(interval.toMillis()));
  }

  /**
   * Adds a quote.
   *
   * @throws IllegalArgumentException if it is of another symbol
   */
  public synchronized void add(Quote quote) {
    if (!quote.symbol().equals(symbol)) {
      throw new IllegalArgumentException("This is a series of " + symbol);
    }
    Instant start = startOf(quote.time());
    if (!tallies.isEmpty() && start.isBefore(tallies.lastKey().minus(interval))) {
      ignored++;
      return;
    }
    Tally tally = tallies.get(start);
    if (tally != null) {
      tally.add(quote);
      return;
    }
    put(start, new Tally(quote));
  }

  /** Sets a candle of this interval, replacing what was built from quotes. */
  synchronized void put(Candle made) {
    put(made.start(), new Tally(made));
  }

  /** Merges a candle of a shorter interval into the one that contains it. */
  synchronized void merge(Candle part) {
    Tally tally = tallies.get(startOf(part.start()));
    if (tally == null) {
      put(startOf(part.start()), new Tally(part));
    } else {
      tally.add(part);
    }
  }

  private void put(Instant start, Tally tally) {
    tallies.put(start, tally);
    if (tallies.size() > capacity) {
      tallies.pollFirstEntry();
    }
  }

  private Instant startOf(Instant time) {
    long millis = interval.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
  }

  /** Returns the candles, oldest first; the last may still change. */
  public synchronized List<Candle> candles() {
    return list(tallies);
  }

  /** Returns the candles that start at this time or later, oldest first. */
  synchronized List<Candle> from(Instant start) {
    return list(tallies.tailMap(start, true));
  }

  private List<Candle> list(SortedMap<Instant, Tally> some) {
    List<Candle> candles = new ArrayList<>(some.size());
    some.forEach((start, tally) -> candles.add(tally.candle(symbol, start, interval)));
    return List.copyOf(candles);
  }

  /** Returns the newest candle that has ended by this time. */
  synchronized Optional<Candle> endedBy(Instant time) {
    return Optional.ofNullable(tallies.floorEntry(time.minus(interval)))
        .map(entry -> entry.getValue().candle(symbol, entry.getKey(), interval));
  }

  /** Returns how many quotes came too late for their candle. */
  public synchronized long ignored() {
    return ignored;
  }
}
