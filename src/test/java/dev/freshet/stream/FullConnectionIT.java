package dev.freshet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connection that takes nothing more for a while. */
@ExtendWith(SharedServer.class)
class FullConnectionIT {
  /** More than the kernel takes for a client that does not read. */
  private static final int EVENTS = 70;

  private static final int EVENT_BYTES = 100_000;

  @Test
  void clientThatReadsLater_getsEveryByteInOrder(FreshetServer server) {
    Publisher publisher = new Publisher(server);
    List<String> published = new ArrayList<>();
    try (RawStream stream = RawStream.open(server.uri("/.well-known/mercure?topic=full"))) {
      await().until(() -> stream.comments() > 0);
      stream.hold();
      for (int number = 0; number < EVENTS; number++) {
        String data = number + ":" + Character.toString('a' + number % 26).repeat(EVENT_BYTES);
        published.add(data);
        publisher.publish("full", data);
      }
      assertThat(stream.data()).isEmpty();
      stream.release();

      await().atMost(Duration.ofSeconds(30)).until(() -> stream.data().size() >= EVENTS);
      assertThat(stream.data()).isEqualTo(published);
      assertThat(stream.hasEnded()).isFalse();
    }
  }
}
