package dev.freshet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins and leaves at random moments of a steady publish of the numbers from 0. Half of the visits
 * go on where the one before ended, as a browser does; nobody may miss or repeat a number.
 */
public final class RandomVisits {
  private static final int PATIENCE_SECONDS = 120;

  /** A log of the tests holds all that is published until the slowest visitor comes back. */
  private static final long PAUSE_NANOS = 50_000;

  /** Opens a stream, reads at least {@code wanted} events, leaves, and gives what was read. */
  @FunctionalInterface
  public interface Visit {
    List<ReceivedEvent> read(@Nullable String lastEventId, int wanted);
  }

  private RandomVisits() {}

  public static void run(int visitors, int visits, IntConsumer publish, Visit visit)
      throws Exception {
    AtomicBoolean publishing = new AtomicBoolean(true);
    ExecutorService threads = Executors.newFixedThreadPool(visitors + 1);
    try {
      Future<?> publisher =
          threads.submit(
              () -> {
                for (int i = 0; publishing.get(); i++) {
                  publish.accept(i);
                  LockSupport.parkNanos(PAUSE_NANOS);
                }
              });
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < visitors; i++) {
        all.add(threads.submit(() -> visitOften(visits, visit)));
      }
      for (Future<?> visitor : all) {
        visitor.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
      publishing.set(false);
      publisher.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      publishing.set(false);
      threads.shutdownNow();
    }
  }

  private static void visitOften(int visits, Visit visit) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    @Nullable String lastId = null;
    int next = -1;
    for (int i = 0; i < visits; i++) {
      List<ReceivedEvent> events = visit.read(lastId, 1 + random.nextInt(20));
      int from = next >= 0 ? next : Integer.parseInt(events.get(0).data());
      for (ReceivedEvent event : events) {
        assertThat(event.data()).isEqualTo(Integer.toString(from++));
      }
      boolean comesBack = random.nextBoolean();
      next = comesBack ? from : -1;
      lastId = comesBack ? events.get(events.size() - 1).id() : null;
    }
  }
}
