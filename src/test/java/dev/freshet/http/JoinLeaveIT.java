package dev.freshet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import dev.freshet.testing.SharedServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two thousand joins and leaves at random moments of a steady publish, over real connections. */
@ExtendWith(SharedServer.class)
class JoinLeaveIT {
  private static final int VISITORS = 20;
  private static final int VISITS = 100;

  private final AtomicBoolean publishing = new AtomicBoolean(true);

  @Test
  void join_duringPublish_missesNothingAndRepeatsNothing(FreshetServer server) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(VISITORS + 1);
    URI uri = server.uri("/.well-known/mercure?topic=join-leave");
    try {
      Future<?> publisher = threads.submit(() -> publish(server));
      List<Future<?>> visitors = new ArrayList<>();
      for (int i = 0; i < VISITORS; i++) {
        visitors.add(threads.submit(() -> visitOften(uri)));
      }
      for (Future<?> visitor : visitors) {
        visitor.get(120, TimeUnit.SECONDS);
      }
      publishing.set(false);
      publisher.get(10, TimeUnit.SECONDS);
    } finally {
      publishing.set(false);
      threads.shutdownNow();
    }
  }

  private void publish(FreshetServer server) {
    Publisher publisher = new Publisher(server);
    for (int i = 0; publishing.get(); i++) {
      publisher.publish("join-leave", Integer.toString(i));
    }
  }

  /** Comes and goes; half of the time with the id that was seen last, as a browser does. */
  private static void visitOften(URI uri) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    @Nullable String lastId = null;
    int next = -1;
    for (int i = 0; i < VISITS; i++) {
      List<ReceivedEvent> events = visit(uri, lastId, 1 + random.nextInt(20));
      int from = next >= 0 ? next : Integer.parseInt(events.get(0).data());
      for (ReceivedEvent event : events) {
        assertThat(event.data()).isEqualTo(Integer.toString(from++));
      }
      boolean comesBack = random.nextBoolean();
      next = comesBack ? from : -1;
      lastId = comesBack ? events.get(events.size() - 1).id() : null;
    }
  }

  private static List<ReceivedEvent> visit(URI uri, @Nullable String lastId, int wanted) {
    Map<String, String> headers = lastId == null ? Map.of() : Map.of("Last-Event-ID", lastId);
    try (RawStream stream = RawStream.open(uri, headers)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> stream.events().size() >= wanted);
      if (lastId != null) {
        assertThat(stream.headers()).containsEntry("last-event-id", lastId);
      }
      return stream.events();
    }
  }
}
