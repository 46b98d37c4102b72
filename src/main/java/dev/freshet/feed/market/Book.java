package dev.freshet.feed.market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What a node knows of the market: that of each symbol, and the market's time. Any thread. */
final class Book {
  /** More symbols are not taken: who publishes quotes chooses their names. */
  static final int MAX_SYMBOLS = 100;

  /** Published quotes may be so much out of order without being late. */
  private static final Duration DISORDER = Duration.ofSeconds(2);

  /** When nothing was heard for so long, nothing is on its way any more. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final MarketSettings settings;
  private final Map<String, SymbolBook> symbols = new ConcurrentHashMap<>();

  // Guarded by this.
  private Instant latest = SymbolBook.NOTHING;
  private Instant heardAt = SymbolBook.NOTHING;

  Book(MarketSettings settings) {
    this.settings = settings;
  }

  /** What is known of a symbol, if anything is. */
  Optional<SymbolBook> of(String symbol) {
    return Optional.ofNullable(symbols.get(symbol));
  }

  /** All symbols, in the order of the alphabet. */
  List<SymbolBook> all() {
    return List.copyOf(new TreeMap<>(symbols).values());
  }

  /**
   * Takes in a quote that was published.
   *
   * @throws IllegalArgumentException if it is of one symbol too many
   */
  void heard(Quote quote, Instant now) {
    enter(quote.symbol()).heard(quote);
    synchronized (this) {
      latest = quote.time().isAfter(latest) ? quote.time() : latest;
      heardAt = now;
    }
  }

  /**
   * Takes in a finished candle that was published.
   *
   * @throws IllegalArgumentException if it is of one symbol too many
   */
  void heard(Candle candle) {
    enter(candle.symbol()).heard(candle);
  }

  /** Takes in what is kept of a symbol. */
  void fill(String symbol, List<Candle> kept) {
    enter(symbol).fill(kept);
  }

  /** Whether quotes of a symbol can be taken in. */
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

  /** The time up to which quotes were heard, or kept in candles. */
  Instant latest() {
    return all().stream()
        .map(SymbolBook::latest)
        .max(Instant::compareTo)
        .orElse(SymbolBook.NOTHING);
  }

  /**
   * The market's time, up to which no quote is to come: that of the newest one, or, when it has
   * been silent, what the clock makes of it.
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

  /** The candles that have ended by the market's time and were not told yet. */
  List<Candle> due(Instant now) {
    Instant time = time(now);
    List<Candle> due = new ArrayList<>();
    all().forEach(symbol -> due.addAll(symbol.due(time)));
    return due;
  }
}
