package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.RandomVisits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JoinRaceTest {
  @Test
  void join_duringPublish_missesNothingAndRepeatsNothing() throws Exception {
    try (TestHub hub = TestHub.start()) {
      RandomVisits.run(
          4,
          500,
          number -> hub.publish("t", Integer.toString(number)),
          (lastId, wanted) -> {
            RecordingOutlet outlet = hub.join(new RecordingOutlet(), lastId, "t");
            await()
                .pollInterval(Duration.ofMillis(1))
                .until(() -> outlet.events().size() >= wanted);
            assertThat(outlet.lastEventId()).isEqualTo(lastId);
            outlet.vanish();
            return outlet.events();
          });
    }
  }
}
