package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowConsumerTest {
  @Test
  void subscriber_tooManyEventsBehind_isClosedAndTheOthersAreNot() {
    try (TestHub hub = TestHub.start(TestHub.settings(1000, 50, Duration.ZERO))) {
      RecordingOutlet slow = hub.join(new RecordingOutlet().stall(), null, "t");
      List<RecordingOutlet> others = new ArrayList<>();
      for (int i = 0; i < 99; i++) {
        others.add(hub.join("t"));
      }

      for (int i = 0; i < 60; i++) {
        hub.publish("t", Integer.toString(i));
        long delivered = (i + 1) * 99L;
        await().until(() -> hub.counters().delivered() == delivered);
      }

      await().until(() -> slow.closed() == CloseReason.SLOW_CONSUMER);
      for (RecordingOutlet other : others) {
        await().untilAsserted(() -> assertThat(other.data()).hasSize(60));
        assertThat(other.closed()).isNull();
      }
      assertThat(hub.counters().closed()).containsEntry(CloseReason.SLOW_CONSUMER, 1L);
      assertThat(hub.counters().streams()).isEqualTo(99);
    }
  }

  @Test
  void subscriber_tooManyBytesBehind_isClosed() {
    try (TestHub hub = TestHub.start()) {
      RecordingOutlet slow = hub.join(new RecordingOutlet().stall(), null, "t");

      for (int i = 0; i < 9; i++) {
        hub.publish("t", "x".repeat(1024 * 1024));
      }

      await().until(() -> slow.closed() == CloseReason.SLOW_CONSUMER);
    }
  }

  @Test
  void subscriber_behindButWithinTheBounds_catchesUp() {
    try (TestHub hub = TestHub.start(TestHub.settings(1000, 50, Duration.ZERO))) {
      RecordingOutlet outlet = hub.join(new RecordingOutlet().stall(), null, "t");
      for (int i = 0; i < 50; i++) {
        hub.publish("t", Integer.toString(i));
      }

      outlet.resume();

      await().untilAsserted(() -> assertThat(outlet.data()).hasSize(50));
      assertThat(outlet.closed()).isNull();
    }
  }

  @Test
  void subscriber_thatReadsNothingForThreeHeartbeats_isClosed() {
    try (TestHub hub = TestHub.start(TestHub.settings(10, 50, Duration.ofMillis(100)))) {
      RecordingOutlet stuck = hub.join(new RecordingOutlet().stall(), null, "t");

      await().until(() -> stuck.closed() == CloseReason.SLOW_CONSUMER);
      assertThat(stuck.closes()).isEqualTo(1);
    }
  }
}
