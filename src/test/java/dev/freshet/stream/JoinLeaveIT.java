package dev.freshet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RandomVisits;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import dev.freshet.testing.SharedServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two thousand joins and leaves over real connections. */
@ExtendWith(SharedServer.class)
class JoinLeaveIT {
  @Test
  void join_duringPublish_missesNothingAndRepeatsNothing(FreshetServer server) throws Exception {
    URI uri = server.uri("/.well-known/mercure?topic=join-leave");
    Publisher publisher = new Publisher(server);

    RandomVisits.run(
        20,
        100,
        number -> publisher.publish("join-leave", Integer.toString(number)),
        (lastId, wanted) -> visit(uri, lastId, wanted));
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
