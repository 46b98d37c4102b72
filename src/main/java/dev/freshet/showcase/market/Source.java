package dev.freshet.showcase.market;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The single source of the market's quotes on all nodes. If this node was not called for a while,
 * or another one has published meanwhile, it continues where the book ends. Owned by one thread at
 * a time.
 */
final class Source {
  /** If called later than this, it would return everything missed at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final MarketSettings settings;
  private final Book book;
  private final PublishedQuotes published;

  private @Nullable QuoteSource current;
  private Instant asked = Instant.MIN;

  /** The time of the last quote that this node returned, or continued from. */
  private Instant given = SymbolBook.NOTHING;

  Source(MarketSettings settings, Book book, PublishedQuotes published) {
    this.settings = settings;
    this.book = book;
    this.published = published;
  }

  /**
   * Returns the quotes that have become due.
   *
   * @throws CsvException as {@link CsvReplay#next}
   * @throws UncheckedIOException if the recording cannot be read
   */
  List<Quote> next(Instant now) {
    QuoteSource source = current;
    if (source == null || now.isAfter(asked.plus(PATIENCE)) || book.latest().isAfter(given)) {
      close();
      given = book.latest();
      source = open(now);
      current = source;
    }
    asked = now;
    List<Quote> quotes = source.next(now);
    for (Quote quote : quotes) {
      given = quote.time().isAfter(given) ? quote.time() : given;
    }
    return quotes;
  }

  private QuoteSource open(Instant now) {
    return switch (settings.origin()) {
      case SIMULATED -> simulation(now);
      case RECORDED -> recording(now);
      case PUBLISHED, OFF -> published;
    };
  }

  /** Creates a simulation whose first quotes are due at once, at a whole number of ticks. */
  private SimulatedExchange simulation(Instant now) {
    long tick = settings.tick().toMillis();
    Instant due = Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), tick) * tick);
    Instant start = due.minusMillis(tick);
    return new SimulatedExchange(
        settings.instruments().stream().map(this::goingOn).toList(),
        random(),
        given.isAfter(start) ? given : start,
        settings.tick());
  }

  private Instrument goingOn(Instrument instrument) {
    Tick tick = instrument.tick();
    BigDecimal price =
        book.of(instrument.symbol()).flatMap(SymbolBook::price).orElse(instrument.start());
    return tick.divides(price)
        ? new Instrument(
            instrument.symbol(), price, instrument.drift(), instrument.volatility(), tick)
        : instrument;
  }

  /**
   * Returns the generator. A continued simulation takes a different path than one from the
   * beginning.
   */
  private SplittableRandom random() {
    Long seed = settings.seed();
    if (seed == null) {
      return new SplittableRandom();
    }
    boolean isNew = given.isBefore(CsvQuote.EARLIEST);
    return new SplittableRandom(isNew ? seed : seed + given.toEpochMilli());
  }

  private CsvReplay recording(Instant now) {
    Path file = Objects.requireNonNull(settings.file());
    try {
      BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
      return new CsvReplay(reader, now, settings.speed(), given);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the replay, if there is one. */
  void close() {
    try {
      if (current instanceof Closeable open) {
        open.close();
      }
      current = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
