package dev.freshet.showcase.market;

import java.time.Instant;
import java.util.List;

/**
 * A source of quotes. It is called by one thread at a time, may read a file but never waits for the
 * clock, and returns each quote once.
 */
public interface QuoteSource {
  /**
   * Returns the quotes that have become due since the last call, up to and including {@code now},
   * in the order of their times; empty if none has. A source that is far behind may return only
   * some, and the rest in the next calls. If {@code now} is earlier than before, nothing is
   * returned.
   */
  List<Quote> next(Instant now);

  /** Whether no further quote will come. */
  boolean done();

  /**
   * Returns a label shown next to the quotes, so that a simulation is not mistaken for a market.
   */
  String label();
}
