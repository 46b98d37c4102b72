package dev.freshet.showcase.market;

import dev.freshet.event.Event;
import dev.freshet.hub.Hub;
import dev.freshet.json.Json;
import dev.freshet.source.Feed;
import dev.freshet.store.Store;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * A market: quotes, candles, analysis, and alerts. The lease holder publishes the quotes; every
 * node hears them and derives the same from them, so that each can answer requests and become the
 * holder. A finished candle is published with an idempotency key, repeatedly until it is heard, so
 * that it is published once by one holder or another. Thread-safe.
 */
public final class MarketFeed implements Feed {
  private static final Logger LOG = System.getLogger(MarketFeed.class.getName());

  /** Maximum finished candles published at once; the rest follow next time. */
  private static final int MOST_CANDLES = 1_000;

  /** How many minutes the overview includes: enough for a sparkline per symbol. */
  private static final int CLOSES = 30;

  private final MarketSettings settings;
  private final Hub hub;
  private final InstantSource clock;
  private final MarketEvents events;
  private final Book book;
  private final Refusals refusals = new Refusals();
  private final PublishedQuotes published;
  private final CandlePages pages;
  private final Alerts alerts;

  /** Guarded by itself: used only by sampling. */
  private final Source source;

  /** Creates a market that is not started. */
  public MarketFeed(MarketSettings settings, Hub hub, Store store, InstantSource clock) {
    this.settings = settings;
    this.hub = hub;
    this.clock = clock;
    this.events = new MarketEvents(settings.origin());
    this.book = new Book(settings);
    this.published = new PublishedQuotes(refusals, clock);
    this.pages = new CandlePages(settings.series(), store);
    this.alerts = new Alerts(events, book, hub, store, clock);
    this.source = new Source(settings, book, published);
  }

  @Override
  public String name() {
    return Topics.MARKET;
  }

  private boolean isOff() {
    return settings.origin() == Origin.OFF;
  }

  @Override
  public void start(Executor aside) {
    if (isOff()) {
      return;
    }
    pages.read(book);
    Runnable readAgain = () -> aside.execute(() -> pages.read(book));
    Ear ear = new Ear(settings.origin(), book, published, refusals, clock, pages, readAgain);
    hub.listen(Topics.CANDLES, ear);
    hub.listen(Topics.MARKET, ear);
    hub.listen(Topics.ANALYSIS, ear);
    if (settings.origin() == Origin.PUBLISHED) {
      hub.listen(settings.topic(), published);
    }
    alerts.start(aside);
  }

  @Override
  public List<Event> sample() {
    if (isOff()) {
      return List.of();
    }
    Instant now = clock.instant();
    book.due(now).stream().limit(MOST_CANDLES).forEach(this::tell);
    pages.write(book);
    Map<String, List<Quote>> unseen = unseen();
    alerts.judge(unseen, now);
    List<Event> sampled = new ArrayList<>();
    unseen.forEach((symbol, quotes) -> analysis(symbol).ifPresent(sampled::add));
    sampled.addAll(quotes(now));
    return sampled;
  }

  /**
   * Publishes a candle, with a key that every holder would use: the first one to publish it does so
   * for all.
   */
  private void tell(Candle candle) {
    // Publishers' keys contain no line end.
    String key =
        String.join(
            "\n",
            "candle",
            settings.series(),
            candle.symbol(),
            Interval.of(candle).label(),
            candle.start().toString());
    hub.publish(events.candle(candle), key)
        .whenComplete(
            (id, failure) -> {
              if (failure != null) {
                LOG.log(Level.DEBUG, "A candle was not published.", failure);
              }
            });
  }

  private Map<String, List<Quote>> unseen() {
    Map<String, List<Quote>> unseen = new HashMap<>();
    for (SymbolBook symbol : book.all()) {
      List<Quote> quotes = symbol.takeUnseen();
      if (!quotes.isEmpty()) {
        unseen.put(symbol.symbol(), quotes);
      }
    }
    return unseen;
  }

  private Optional<Event> analysis(String symbol) {
    return book.of(symbol).flatMap(SymbolBook::analysis).map(events::analysis);
  }

  private List<Event> quotes(Instant now) {
    synchronized (source) {
      DayOpens opens = new DayOpens(book);
      return source.next(now).stream()
          .filter(this::isTaken)
          .map(quote -> events.quote(quote, opens.of(quote)))
          .toList();
    }
  }

  /** Whether a quote is accepted: one that no node can add is not published. */
  private boolean isTaken(Quote quote) {
    boolean isTaken = book.takes(quote.symbol());
    if (!isTaken) {
      refusals.add(settings.topic(), new IllegalArgumentException("There are too many symbols"));
    }
    return isTaken;
  }

  @Override
  public void stop() {
    synchronized (source) {
      source.close();
    }
  }

  /** Returns the alerts on this market. */
  public Alerts alerts() {
    return alerts;
  }

  /** Returns all symbols with their newest quotes and analysis, and the origin of the quotes. */
  public JsonObjectBuilder overview() {
    JsonArrayBuilder symbols = Json.createArrayBuilder();
    long late = 0;
    for (SymbolBook symbol : book.all()) {
      symbols.add(overview(symbol));
      late += symbol.late();
    }
    return Json.createObjectBuilder()
        .add("source", settings.origin().label())
        .add("symbols", symbols)
        .add("late", late)
        .add("refused", refusals.count());
  }

  private JsonObjectBuilder overview(SymbolBook symbol) {
    Optional<Analysis> analysis = symbol.analysis();
    return Json.createObjectBuilder()
        .add("symbol", symbol.symbol())
        .add(
            "quote",
            analysis
                .<JsonValue>map(
                    a -> QuoteJson.write(a.quote(), a.day().open(), settings.origin()).build())
                .orElse(JsonValue.NULL))
        .add(
            "analysis",
            analysis
                .<JsonValue>map(a -> AnalysisJson.write(a, settings.origin()).build())
                .orElse(JsonValue.NULL))
        .add("closes", closes(symbol));
  }

  private static JsonArrayBuilder closes(SymbolBook symbol) {
    JsonArrayBuilder closes = Json.createArrayBuilder();
    newest(symbol.candles(Interval.MINUTE, SymbolBook.NOTHING), CLOSES)
        .forEach(candle -> closes.add(candle.close()));
    return closes;
  }

  private static List<Candle> newest(List<Candle> candles, int most) {
    return candles.subList(Math.max(0, candles.size() - most), candles.size());
  }

  /** Returns the log position up to which the market has heard everything. */
  public String place() {
    return hub.lastHeard().toString();
  }

  /** Returns where the quotes come from. */
  public Origin origin() {
    return settings.origin();
  }

  /** Returns the newest candles of a symbol, oldest first; empty if there is no such symbol. */
  public Optional<List<Candle>> candles(String symbol, Interval interval, int limit) {
    return book.of(symbol)
        .map(known -> known.candles(interval, SymbolBook.NOTHING))
        .map(all -> newest(all, limit));
  }

  /** Returns the time of the newest quote of a symbol; empty if there is no such symbol. */
  public Optional<Instant> latest(String symbol) {
    return book.of(symbol).map(SymbolBook::latest);
  }

  /** The day's open for each published quote. Owned by one thread. */
  private static final class DayOpens {
    private final Book book;
    private final Map<String, Map.Entry<Instant, BigDecimal>> opens = new HashMap<>();

    DayOpens(Book book) {
      this.book = book;
    }

    /**
     * Returns the open from the book, or else of the first quote of the day that is now published.
     */
    BigDecimal of(Quote quote) {
      Instant day = Interval.DAY.startOf(quote.time());
      return opens
          .compute(
              quote.symbol(),
              (symbol, known) ->
                  known != null && known.getKey().equals(day)
                      ? known
                      : Map.entry(day, known(quote)))
          .getValue();
    }

    private BigDecimal known(Quote quote) {
      return book.of(quote.symbol())
          .flatMap(symbol -> symbol.day(quote.time()))
          .map(Candle::open)
          .orElse(quote.price());
    }
  }
}
