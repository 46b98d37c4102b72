package dev.freshet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.Crowd;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand streams for thirty seconds, twenty times: the server ends none of them. */
@Tag("soak")
@ExtendWith(SharedServer.class)
class StreamSoakIT {
  private static final int STREAMS = 1000;
  private static final Duration LENGTH = Duration.ofSeconds(30);

  @RepeatedTest(20)
  void streams_thatAreRead_stayOpen(FreshetServer server) {
    Status before = Status.of(server);
    AtomicLong events = new AtomicLong();
    try (Crowd crowd =
        Crowd.open(
            server.uri("/.well-known/mercure?topic=monitor"),
            STREAMS,
            (member, event) -> events.incrementAndGet())) {
      await()
          .during(LENGTH)
          .atMost(LENGTH.plusSeconds(5))
          .until(() -> crowd.open() == STREAMS && crowd.ended() == 0);

      assertThat(Status.of(server).closed()).isEqualTo(before.closed());
      assertThat(events.get()).isGreaterThan(STREAMS * (LENGTH.toSeconds() - 5));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Status after = Status.of(server);
              assertThat(after.number("streams")).as("%s", after).isZero();
              assertThat(after.closed("client_gone"))
                  .isEqualTo(before.closed("client_gone") + STREAMS);
            });
  }
}
