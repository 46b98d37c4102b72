package dev.freshet.feed.market;

import java.time.Instant;
import java.util.List;

/**
 * Where quotes come from. A source is asked by one thread at a time, may read a file but never
 * waits for the clock, and gives each quote once.
 */
public interface QuoteSource {
  /**
   * The quotes that have become due since the last call, up to and including now, in the order of
   * their times; empty when none has. A source that is far behind may give a part and the rest at
   * the next calls. An earlier {@code now} than before gives nothing.
   */
  List<Quote> next(Instant now);

  /** Whether no further quote will come. */
  boolean done();

  /** What the quotes are, shown beside them: nobody should mistake a simulation for a market. */
  String label();
}
