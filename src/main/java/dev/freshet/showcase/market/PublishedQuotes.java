package dev.freshet.showcase.market;

import dev.freshet.event.Event;
import dev.freshet.hub.Listener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Quotes that others publish to a topic. Every node hears them and keeps those that the lease
 * holder has not passed on, so that another holder can. Missed quotes are lost to the market,
 * because they are stored nowhere else; the hub counts them. Thread-safe.
 */
final class PublishedQuotes implements QuoteSource, Listener {
  /** Maximum waiting quotes; beyond that, the oldest is dropped and counted as refused. */
  static final int MOST_WAITING = 10_000;

  /** Maximum quotes returned by one call: what the market accepts per second. */
  static final int MAX_BATCH = 1_000;

  private final Refusals refusals;
  private final InstantSource clock;

  /** Guarded by this. */
  private final Deque<Quote> waiting = new ArrayDeque<>();

  PublishedQuotes(Refusals refusals, InstantSource clock) {
    this.refusals = refusals;
    this.clock = clock;
  }

  @Override
  public void heard(Event event) {
    try {
      Quote quote = read(event);
      if (!add(quote)) {
        throw new IllegalArgumentException("There are too many quotes a second");
      }
    } catch (IllegalArgumentException e) {
      refusals.add(event.topics().get(0), e);
    }
  }

  private Quote read(Event event) {
    if (event.isPrivate()) {
      throw new IllegalArgumentException("It is private, and the market is not");
    }
    Quote quote = QuoteJson.read(Ear.read(event.data()));
    if (quote.time().isAfter(clock.instant().plus(Ear.AHEAD))) {
      throw new IllegalArgumentException("The time is in the future");
    }
    return quote;
  }

  /** Adds a quote; returns false if an older one had to be dropped. */
  private synchronized boolean add(Quote quote) {
    waiting.add(quote);
    if (waiting.size() <= MOST_WAITING) {
      return true;
    }
    waiting.remove();
    return false;
  }

  /** Removes a quote that the holder has published to the market. */
  synchronized void passedOn(Quote quote) {
    waiting.removeFirstOccurrence(quote);
  }

  @Override
  public synchronized List<Quote> next(Instant now) {
    List<Quote> quotes = new ArrayList<>();
    while (!waiting.isEmpty() && quotes.size() < MAX_BATCH) {
      quotes.add(waiting.remove());
    }
    return quotes;
  }

  /** Always false: somebody may publish another at any time. */
  @Override
  public boolean done() {
    return false;
  }

  @Override
  public String label() {
    return Origin.PUBLISHED.label();
  }
}
