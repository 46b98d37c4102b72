package dev.freshet.feed.market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * An exchange that is made up: each instrument has a quote per step, from a random walk. The same
 * seed gives the same quotes, however often it is asked, and another instrument at the end of the
 * list leaves those before it as they were. Owned by one thread.
 */
public final class SimulatedExchange implements QuoteSource {
  /** The most steps that one call gives; after a pause the rest comes with the next calls. */
  static final int MAX_STEPS = 1_000;

  /** The most instruments, which bounds what one call gives. */
  static final int MAX_INSTRUMENTS = 100;

  private final List<Listing> listings = new ArrayList<>();
  private final Duration step;
  private Instant due;

  /**
   * An exchange whose first quotes are due one step after the start.
   *
   * @param random gives each instrument a generator of its own, such as {@link
   *     java.util.SplittableRandom} made with a seed
   * @param step the time from a quote of an instrument to its next, a millisecond to a day
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

  /** Never: it makes up as many as are wanted. */
  @Override
  public boolean done() {
    return false;
  }

  @Override
  public String label() {
    return "simulated";
  }
}
