package dev.freshet.faults;

import dev.freshet.testing.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Publishes marked events at a steady rate, to several doors in turn, and notes each answer. A few
 * workers wait for each: a hub that is slow is not flooded.
 */
final class Publishing implements AutoCloseable {
  private static final int WORKERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(WORKERS);
  private final AtomicInteger next = new AtomicInteger();
  private final String token = Tokens.publisher("*");
  private final String topic;
  private final String series;
  private final List<URI> doors;
  private final Ledger ledger;

  /**
   * Makes one that has not begun.
   *
   * @param series what its marks begin with
   */
  Publishing(String topic, String series, List<URI> doors, Ledger ledger) {
    this.topic = topic;
    this.series = series;
    this.doors = List.copyOf(doors);
    this.ledger = ledger;
  }

  Publishing start(int perSecond) {
    long period = 1_000_000L * WORKERS / perSecond;
    for (int i = 0; i < WORKERS; i++) {
      ScheduledFuture<?> unused =
          workers.scheduleAtFixedRate(
              this::publish, i * period / WORKERS, period, TimeUnit.MICROSECONDS);
    }
    return this;
  }

  /** Publishes one event, at the next door, and waits for the answer. */
  Calls.Answer publish() {
    int number = next.getAndIncrement();
    String mark = series + "/" + number;
    Calls.Answer answer =
        Calls.publish(doors.get(number % doors.size()), token, topic, mark, PATIENCE);
    ledger.note(mark, answer);
    return answer;
  }

  /** Waits for the last answers. */
  void stop() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS)) {
        throw new AssertionError("The last events were never answered.");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
