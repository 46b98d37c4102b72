package dev.freshet.showcase.market;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what was published to the market and refused. Thread-safe. */
final class Refusals {
  private static final Logger LOG = System.getLogger(Refusals.class.getName());

  private final AtomicLong count = new AtomicLong();

  /** Counts a refusal. Only the first is logged, because a faulty publisher repeats its mistake. */
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
