package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownTest {
  @Test
  void close_writesWhatWasPublishedThenEndsEveryStream() {
    TestHub hub = TestHub.start();
    List<RecordingOutlet> outlets = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      outlets.add(hub.join("t"));
    }
    RecordingOutlet stuck = hub.join(new RecordingOutlet().stall(), null, "t");
    for (int i = 0; i < 100; i++) {
      hub.publish("t", "event " + i);
    }

    hub.hub().close();

    for (RecordingOutlet outlet : outlets) {
      assertThat(outlet.data()).hasSize(100);
      assertThat(outlet.closed()).isEqualTo(CloseReason.SHUTDOWN);
      assertThat(outlet.closes()).isEqualTo(1);
      assertThat(outlet.text()).endsWith("\n\n");
    }
    await().until(() -> stuck.closed() == CloseReason.SHUTDOWN);
    assertThat(hub.counters().closed()).containsEntry(CloseReason.SHUTDOWN, 51L);
    assertThat(hub.counters().streams()).isZero();
    hub.close();
  }

  @Test
  void afterClose_joinsAndPublishesAreRefused() {
    TestHub hub = TestHub.start();
    hub.close();

    assertThatThrownBy(() -> hub.join("t")).isInstanceOf(HubUnavailableException.class);
    assertThatThrownBy(() -> hub.publish("t", "x"))
        .hasRootCauseInstanceOf(HubUnavailableException.class);
    assertThat(hub.counters().streams()).isZero();
  }

  @Test
  void subscriberClosedByTheApplication_isCountedAsThat() throws Exception {
    try (TestHub hub = TestHub.start()) {
      RecordingOutlet outlet = new RecordingOutlet();
      Subscriber subscriber = hub.hub().join(StreamRequest.of(TestHub.to("t")), outlet);

      subscriber.close();
      subscriber.close();

      await().until(() -> outlet.closed() == CloseReason.APPLICATION);
      assertThat(hub.counters().closed()).containsEntry(CloseReason.APPLICATION, 1L);
    }
  }

  @Test
  void reasons_sayWhetherToComeBack() {
    assertThat(CloseReason.SLOW_CONSUMER.comeBack()).isTrue();
    assertThat(CloseReason.APPLICATION.comeBack()).isFalse();
  }
}
