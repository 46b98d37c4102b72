package dev.freshet.feed.market;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what was published to the market and could not be taken. Any thread. */
final class Refusals {
  private static final Logger LOG = System.getLogger(Refusals.class.getName());

  private final AtomicLong count = new AtomicLong();

  /** Takes note of one. Only the first is logged: a publisher that is wrong is so each time. */
  void add(String topic, RuntimeException problem) {
    Level level = count.getAndIncrement() == 0 ? Level.WARNING : Level.DEBUG;
    LOG.log(
        level,
        "An event on {0} is not taken for the market: {1}. Others are only counted.",
        topic,
        problem.getMessage());
  }

  long count() {
    return count.get();
  }
}
