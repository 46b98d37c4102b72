package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.log.LogBounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final HubSettings SETTINGS = TestHub.settings(100, 10_000, Duration.ZERO);

  private static void assertGets(RecordingOutlet outlet, String... data) {
    await().untilAsserted(() -> assertThat(outlet.data()).containsExactly(data));
  }

  @Test
  void join_withAKnownId_getsWhatCameAfterItThenLive() {
    try (TestHub hub = TestHub.start()) {
      hub.publish("t", "a");
      String b = hub.publish("t", "b");
      hub.publish("t", "c");
      hub.publish("other", "x");

      RecordingOutlet outlet = hub.join(b, new String[] {"t"});
      hub.publish("t", "d");

      assertGets(outlet, "c", "d");
      assertThat(outlet.lastEventId()).isEqualTo(b);
    }
  }

  @Test
  void join_withTheNewestId_getsLiveOnly() {
    try (TestHub hub = TestHub.start()) {
      String a = hub.publish("t", "a");

      RecordingOutlet outlet = hub.join(a, new String[] {"t"});
      hub.publish("t", "b");

      assertGets(outlet, "b");
      assertThat(outlet.lastEventId()).isEqualTo(a);
    }
  }

  @Test
  void join_withEarliestOrAnUnknownId_getsAllAndIsToldSo() {
    try (TestHub hub = TestHub.start()) {
      hub.publish("t", "a");

      RecordingOutlet all = hub.join("earliest", new String[] {"t"});
      RecordingOutlet lost = hub.join("urn:uuid:unknown", new String[] {"t"});

      assertGets(all, "a");
      assertGets(lost, "a");
      assertThat(all.lastEventId()).isEqualTo("earliest");
      assertThat(lost.lastEventId()).isEqualTo("earliest");
    }
  }

  @Test
  void join_replayOfManyPages_isCompleteAndInOrder() {
    try (TestHub hub = TestHub.start()) {
      List<String> data = new ArrayList<>();
      for (int i = 0; i < 5000; i++) {
        data.add("event " + i);
        hub.publish("t", data.get(i));
      }

      RecordingOutlet outlet = hub.join("earliest", new String[] {"*"});

      await().untilAsserted(() -> assertThat(outlet.data()).isEqualTo(data));
      assertThat(outlet.writes()).isLessThan(50);
    }
  }

  @Test
  void replay_whileEventsArePublished_missesAndRepeatsNothing() {
    ScriptedLog log = ScriptedLog.held(TestHub.BOUNDS);
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("t", "a");
      RecordingOutlet outlet = hub.join("earliest", new String[] {"t"});
      hub.publish("t", "b");
      log.letReadersGo();
      hub.publish("t", "c");

      assertGets(outlet, "a", "b", "c");
    }
  }

  @Test
  void replay_thatLagsBehindTheChain_readsOnFromTheLogInstead() {
    ScriptedLog log = ScriptedLog.held(TestHub.BOUNDS);
    try (TestHub hub = TestHub.start(TestHub.settings(100, 10, Duration.ZERO), log)) {
      List<String> data = new ArrayList<>();
      hub.publish("t", "first");
      data.add("first");
      RecordingOutlet outlet = hub.join("earliest", new String[] {"t"});
      for (int i = 0; i < 500; i++) {
        data.add("event " + i);
        hub.publish("t", "event " + i);
      }
      log.letReadersGo();

      await().untilAsserted(() -> assertThat(outlet.data()).isEqualTo(data));
      assertThat(outlet.closed()).isNull();
    }
  }

  @Test
  void replay_overtakenByTheLogsBounds_endsTheStreamInsteadOfLosingEvents() {
    ScriptedLog log = ScriptedLog.held(new LogBounds(5, 1 << 20, Duration.ofHours(1)));
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      String a = hub.publish("t", "a");
      hub.publish("t", "b");
      RecordingOutlet outlet = hub.join(a, new String[] {"t"});
      for (int i = 0; i < 10; i++) {
        hub.publish("t", "more");
      }
      log.letReadersGo();

      await().until(() -> outlet.closed() == CloseReason.REPLAY_GAP);
      assertThat(outlet.data()).isEmpty();
    }
  }

  @Test
  void replay_fromALogWithAFault_endsTheStreamAsFailed() {
    ScriptedLog log = ScriptedLog.held(TestHub.BOUNDS);
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("t", "a");
      RecordingOutlet outlet = hub.join("earliest", new String[] {"t"});
      log.fail(new IllegalStateException("broken"));
      log.letReadersGo();

      await().until(() -> outlet.closed() == CloseReason.FAILED);
    }
  }
}
