package dev.freshet.showcase.market;

import dev.freshet.json.Json;
import dev.freshet.store.Store;
import dev.freshet.store.StoreUnavailableException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The finished candles in the store, which a starting node loads. A page holds the candles of all
 * symbols for fifty intervals, so that a finished minute costs one small write. The lease holder
 * writes; the other nodes remember what it may not have written if it dies. Thread-safe.
 */
final class CandlePages {
  /** Intervals per page. */
  static final int INTERVALS = 50;

  /** Pages per interval length; one of them is incomplete. */
  static final int PAGES = SymbolBook.KEPT / INTERVALS + 1;

  private static final Logger LOG = System.getLogger(CandlePages.class.getName());
  private static final String SECTION = "market";

  private final String series;
  private final Store store;

  // Guarded by this.
  private final Map<Interval, NavigableSet<Long>> known = new EnumMap<>(Interval.class);
  private final Set<Page> unwritten = new LinkedHashSet<>();

  private record Page(Interval interval, long number) {
    static Page of(Candle candle) {
      Interval interval = Interval.of(candle);
      return new Page(interval, Math.floorDiv(candle.start().toEpochMilli(), millis(interval)));
    }

    private static long millis(Interval interval) {
      return interval.duration().toMillis() * INTERVALS;
    }

    Instant start() {
      return Instant.ofEpochMilli(number * millis(interval));
    }

    Instant end() {
      return Instant.ofEpochMilli((number + 1) * millis(interval));
    }
  }

  /**
   * Creates the pages of a series.
   *
   * @param series distinguishes them from candles of other quotes
   */
  CandlePages(String series, Store store) {
    this.series = series;
    this.store = store;
  }

  private String key(Page page) {
    return series + " " + page.interval().label() + " " + page.number();
  }

  /** Notes that a candle has to be written. */
  synchronized void note(Candle candle) {
    Page page = Page.of(candle);
    known(page.interval()).add(page.number());
    unwritten.add(page);
    // A node that never writes must not remember them all.
    unwritten.removeIf(one -> one.number() < page.number() - PAGES && sameAs(one, page));
  }

  private static boolean sameAs(Page one, Page other) {
    return one.interval() == other.interval();
  }

  private NavigableSet<Long> known(Interval interval) {
    return known.computeIfAbsent(interval, any -> new TreeSet<>());
  }

  /** Writes the noted candles, and deletes the oldest pages. For the lease holder. */
  void write(Book book) {
    for (Page page : takeUnwritten()) {
      JsonArrayBuilder candles = Json.createArrayBuilder();
      for (SymbolBook symbol : book.all()) {
        symbol
            .finished(page.interval(), page.start(), page.end())
            .forEach(candle -> candles.add(CandleJson.write(candle)));
      }
      store
          .put(SECTION, key(page), candles.build().toString())
          .whenComplete((done, failure) -> written(page, failure == null));
    }
    for (Page page : takeOutdated()) {
      var unused = store.remove(SECTION, key(page));
    }
  }

  private synchronized List<Page> takeUnwritten() {
    List<Page> pages = List.copyOf(unwritten);
    unwritten.clear();
    return pages;
  }

  /** A page that the store did not accept is written with the next one. */
  private synchronized void written(Page page, boolean isKept) {
    if (!isKept) {
      unwritten.add(page);
    }
  }

  private synchronized List<Page> takeOutdated() {
    List<Page> outdated = new ArrayList<>();
    known.forEach(
        (interval, numbers) -> {
          while (numbers.size() > PAGES) {
            outdated.add(new Page(interval, numbers.first()));
            numbers.remove(numbers.first());
          }
        });
    return outdated;
  }

  /** Fills the book with the stored candles. May block. */
  void read(Book book) {
    try {
      Map<String, List<Candle>> candles = new TreeMap<>();
      store
          .read(SECTION)
          .forEach(
              (key, text) -> {
                if (key.startsWith(series + " ")) {
                  candles(key, text)
                      .forEach(
                          candle ->
                              candles
                                  .computeIfAbsent(candle.symbol(), any -> new ArrayList<>())
                                  .add(candle));
                }
              });
      candles.forEach(
          (symbol, kept) -> {
            kept.forEach(this::know);
            book.fill(symbol, kept);
          });
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "The market begins without the candles that are kept.", e);
    }
  }

  private synchronized void know(Candle candle) {
    Page page = Page.of(candle);
    known(page.interval()).add(page.number());
  }

  private static List<Candle> candles(String key, String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readArray().getValuesAs(JsonObject.class).stream()
          .map(CandleJson::read)
          .toList();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What is kept under " + key + " is no page of candles.", e);
      return List.of();
    }
  }
}
