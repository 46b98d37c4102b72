package dev.freshet.showcase.market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * A simulated exchange: each instrument has a quote per step, from a random walk. The same seed
 * produces the same quotes, however often it is called, and adding an instrument at the end of the
 * list does not change those before it. Owned by one thread.
 */
public final class SimulatedExchange implements QuoteSource {
  /** Maximum steps returned by one call; after a pause the rest follow in the next calls. */
  static final int MAX_STEPS = 1_000;

  /** Maximum instruments, which bounds the result of one call. */
  static final int MAX_INSTRUMENTS = 100;

  private final List<Listing> listings = new ArrayList<>();
  private final Duration step;
  private Instant due;

  /**
   * Creates an exchange whose first quotes are due one step after the start.
   *
   * @param random provides a separate generator for each instrument, such as a seeded {@link
   *     java.util.SplittableRandom}
   * @param step the time between two quotes of an instrument, a millisecond to a day
   * @throws IllegalArgumentException if there is no instrument, or more than 100, or two have the
   *     same symbol, or the step is too short or long
   */
  public SimulatedExchange(
      List<Instrument> instruments, SplittableGenerator random, Instant start, Duration step) {
    if (instruments.isEmpty() || instruments.size() > MAX_INSTRUMENTS) {
      throw new IllegalArgumentException(
          "An exchange has 1 to " + MAX_INSTRUMENTS + " instruments");
    }
    if (step.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("A step is at least a millisecond");
    }
    Set<String> symbols = new HashSet<>();
    for (Instrument instrument : instruments) {
      if (!symbols.add(instrument.symbol())) {
        throw new IllegalArgumentException("Two instruments are " + instrument.symbol());
      }
      listings.add(new Listing(instrument, random.split(), step));
    }
    this.step = step;
    this.due = start.plus(step);
  }

  @Override
  public List<Quote> next(Instant now) {
    List<Quote> quotes = new ArrayList<>();
    for (int steps = 0; steps < MAX_STEPS && !due.isAfter(now); steps++) {
      for (Listing listing : listings) {
        quotes.add(listing.move(due));
      }
      due = due.plus(step);
    }
    return quotes;
  }

  /** Always false: it produces as many as requested. */
  @Override
  public boolean done() {
    return false;
  }

  @Override
  public String label() {
    return "simulated";
  }
}
