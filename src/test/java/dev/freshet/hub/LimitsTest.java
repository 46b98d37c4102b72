package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitsTest {
  @Test
  void join_whenAllStreamsAreTaken_isRefusedUntilOneLeaves() {
    try (TestHub hub = TestHub.start(TestHub.settings(2, 100, Duration.ZERO))) {
      RecordingOutlet first = hub.join("t");
      hub.join("t");

      RecordingOutlet refused = new RecordingOutlet();
      assertThatThrownBy(() -> hub.join(refused, null, "t"))
          .isInstanceOf(HubUnavailableException.class)
          .hasMessageContaining("2");
      assertThat(refused.text()).isEmpty();
      assertThat(hub.counters().refused()).isEqualTo(1);

      first.vanish();
      hub.publish("t", "x");
      await().until(() -> hub.counters().streams() == 1);
      hub.join("t");
      assertThat(hub.counters().joined()).isEqualTo(3);
    }
  }

  @Test
  void join_clientLeavesWhileTheResponseBegins_isCountedAsGone() {
    try (TestHub hub = TestHub.start()) {
      Outlet gone =
          new Outlet() {
            @Override
            public void open(@Nullable String lastEventId, byte[] greeting, Listener listener)
                throws IOException {
              throw new IOException("gone");
            }

            @Override
            public boolean isReady() {
              return false;
            }

            @Override
            public void write(byte[] bytes) {
              throw new AssertionError("never opened");
            }

            @Override
            public void close(CloseReason reason, @Nullable Throwable cause) {}
          };

      assertThatThrownBy(() -> hub.hub().join(StreamRequest.of(TestHub.to("t")), gone))
          .isInstanceOf(IOException.class);
      await().until(() -> hub.counters().streams() == 0);
      assertThat(hub.counters().closed()).containsEntry(CloseReason.CLIENT_GONE, 1L);
    }
  }

  @Test
  void outlet_thatThrowsSomethingElse_isClosedAsFailed() throws IOException {
    try (TestHub hub = TestHub.start()) {
      RecordingOutlet outlet = hub.join("t");
      await().until(() -> outlet.writes() == 1);
      outlet.close(CloseReason.FAILED, null); // From now on writing to it is an error.
      hub.publish("t", "x");

      await().until(() -> hub.counters().streams() == 0);
      assertThat(hub.counters().closed()).containsEntry(CloseReason.FAILED, 1L);
    }
  }

  @Test
  void settings_thatMakeNoSense_areRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new HubSettings(0, 1, 1, 1, second, second, 1, second, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HubSettings(1, 1, 1, 1, second.negated(), second, 1, second, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HubSettings(1, 1, 1, 1, second, second, 1, second.negated(), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
