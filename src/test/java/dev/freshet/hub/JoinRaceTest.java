package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.ReceivedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Joins and leaves at random moments of a steady publish: nobody misses or repeats an event. */
class JoinRaceTest {
  private static final int VISITORS = 4;
  private static final int VISITS = 500;

  private final AtomicBoolean publishing = new AtomicBoolean(true);
  private final AtomicInteger published = new AtomicInteger();

  @Test
  void join_duringPublish_missesNothingAndRepeatsNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(VISITORS + 1);
    try (TestHub hub = TestHub.start()) {
      Future<?> publisher =
          threads.submit(
              () -> {
                while (publishing.get()) {
                  hub.publish("t", Integer.toString(published.getAndIncrement()));
                }
              });
      List<Future<?>> visitors = new ArrayList<>();
      for (int i = 0; i < VISITORS; i++) {
        visitors.add(threads.submit(() -> visitOften(hub)));
      }
      for (Future<?> visitor : visitors) {
        visitor.get(60, TimeUnit.SECONDS);
      }
      publishing.set(false);
      publisher.get(10, TimeUnit.SECONDS);
    } finally {
      publishing.set(false);
      threads.shutdownNow();
    }
  }

  /** Comes and goes; half of the time with the id that was seen last, as a browser does. */
  private static void visitOften(TestHub hub) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    @Nullable String lastId = null;
    int next = -1;
    for (int i = 0; i < VISITS; i++) {
      RecordingOutlet outlet = new RecordingOutlet();
      hub.join(outlet, lastId, "t");
      int wanted = 1 + random.nextInt(20);
      await().pollInterval(Duration.ofMillis(1)).until(() -> outlet.events().size() >= wanted);
      outlet.vanish();
      List<ReceivedEvent> events = outlet.events();
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
