package dev.freshet.showcase.market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A node's knowledge of the market: of each symbol, and of the market's time. Thread-safe. */
final class Book {
  /** Maximum symbols, because publishers of quotes choose the names. */
  static final int MAX_SYMBOLS = 100;

  /** How far published quotes may be out of order without being late. */
  private static final Duration DISORDER = Duration.ofSeconds(2);

  /** After this long without a quote, none is in transit any more. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final MarketSettings settings;
  private final Map<String, SymbolBook> symbols = new ConcurrentHashMap<>();

  // Guarded by this.
  private Instant latest = SymbolBook.NOTHING;
  private Instant heardAt = SymbolBook.NOTHING;

  Book(MarketSettings settings) {
    this.settings = settings;
  }

  /** Returns what is known of a symbol, if anything. */
  Optional<SymbolBook> of(String symbol) {
    return Optional.ofNullable(symbols.get(symbol));
  }

  /** Returns all symbols, in alphabetical order. */
  List<SymbolBook> all() {
    return List.copyOf(new TreeMap<>(symbols).values());
  }

  /**
   * Adds a published quote.
   *
   * @throws IllegalArgumentException if there are too many symbols
   */
  void heard(Quote quote, Instant now) {
    enter(quote.symbol()).heard(quote);
    synchronized (this) {
      latest = quote.time().isAfter(latest) ? quote.time() : latest;
      heardAt = now;
    }
  }

  /**
   * Adds a finished candle that was published.
   *
   * @throws IllegalArgumentException if there are too many symbols
   */
  void heard(Candle candle) {
    enter(candle.symbol()).heard(candle);
  }

  /** Adds the stored candles of a symbol. */
  void fill(String symbol, List<Candle> kept) {
    enter(symbol).fill(kept);
  }

  /** Whether quotes of a symbol are accepted. */
  boolean takes(String symbol) {
    return symbols.containsKey(symbol) || symbols.size() < MAX_SYMBOLS;
  }

  private SymbolBook enter(String symbol) {
    SymbolBook known = symbols.get(symbol);
    if (known != null) {
      return known;
    }
    if (symbols.size() >= MAX_SYMBOLS) {
      throw new IllegalArgumentException("There are " + MAX_SYMBOLS + " symbols already");
    }
    return symbols.computeIfAbsent(symbol, name -> new SymbolBook(name, settings.origin().year()));
  }

  /** Returns the time up to which quotes were heard, or stored in candles. */
  Instant latest() {
    return all().stream()
        .map(SymbolBook::latest)
        .max(Instant::compareTo)
        .orElse(SymbolBook.NOTHING);
  }

  /**
   * Returns the market's time, up to which all quotes have arrived: that of the newest quote, or
   * after a silence an estimate by the clock.
   */
  synchronized Instant time(Instant now) {
    if (heardAt.equals(SymbolBook.NOTHING)) {
      return latest;
    }
    Instant newest = settings.origin() == Origin.PUBLISHED ? latest.minus(DISORDER) : latest;
    Duration silent = Duration.between(heardAt, now).minus(SILENCE);
    Instant passed = latest.plusMillis(Math.round(silent.toMillis() * settings.pace()));
    return silent.isNegative() || newest.isAfter(passed) ? newest : passed;
  }

  /** Returns the candles that have ended by the market's time and were not published yet. */
  List<Candle> due(Instant now) {
    Instant time = time(now);
    List<Candle> due = new ArrayList<>();
    all().forEach(symbol -> due.addAll(symbol.due(time)));
    return due;
  }
}
