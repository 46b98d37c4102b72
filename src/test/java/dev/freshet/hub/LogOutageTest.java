package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.Event;
import dev.freshet.log.Term;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A log that is away for a while, or comes back with less than it had. */
class LogOutageTest {
  private static final HubSettings SETTINGS = TestHub.settings(100, 10_000, Duration.ZERO);

  private final ScriptedLog log = ScriptedLog.free();

  private static void assertGets(RecordingOutlet outlet, String... data) {
    await().untilAsserted(() -> assertThat(outlet.data()).containsExactly(data));
  }

  @Test
  void publish_whileTheLogIsAway_failsAndIsCounted() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      log.goAway();

      assertThatThrownBy(() -> hub.publish("t", "a"))
          .hasRootCauseInstanceOf(HubUnavailableException.class);
      assertThat(hub.counters().notPublished()).isEqualTo(1);
      assertThat(hub.counters().published()).isZero();
    }
  }

  @Test
  void join_whileTheLogIsAway_opensAndReplaysWhenItIsBack() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      String a = hub.publish("t", "a");
      hub.publish("t", "b");
      log.goAway();

      RecordingOutlet outlet = hub.join(a, new String[] {"t"});
      await().until(() -> outlet.text().startsWith(":\n"));
      assertThat(outlet.lastEventId()).isEqualTo(a);
      assertThat(outlet.data()).isEmpty();
      log.comeBack();
      hub.publish("t", "c");

      assertGets(outlet, "b", "c");
      assertThat(outlet.closed()).isNull();
    }
  }

  @Test
  void join_withEarliestWhileTheLogIsAway_getsAllWhenItIsBack() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("t", "a");
      log.goAway();
      RecordingOutlet outlet = hub.join("earliest", new String[] {"t"});
      log.comeBack();

      assertGets(outlet, "a");
      assertThat(outlet.lastEventId()).isEqualTo("earliest");
    }
  }

  @Test
  void join_whileALogIsAwayThatThenHasForgotten_isEndedToBeTold() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      String a = hub.publish("t", "a");
      log.goAway();
      RecordingOutlet outlet = hub.join(a, new String[] {"t"});
      log.forget();
      log.comeBack();

      await().until(() -> outlet.closed() == CloseReason.REPLAY_GAP);
      assertThat(outlet.data()).isEmpty();
    }
  }

  @Test
  void replay_thatTheLogInterrupts_goesOnWhenItIsBack() {
    ScriptedLog held = ScriptedLog.held(TestHub.BOUNDS);
    try (TestHub hub = TestHub.start(SETTINGS, held)) {
      hub.publish("t", "a");
      RecordingOutlet outlet = hub.join("earliest", new String[] {"t"});
      held.goAway();
      held.letReadersGo();
      await().until(() -> outlet.text().startsWith(":\n"));
      held.comeBack();
      hub.publish("t", "b");

      assertGets(outlet, "a", "b");
    }
  }

  @Test
  void replay_interruptedByALogThatIsBackBeforeItsFailureIsHeardOf_goesOn() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("t", "a");
      log.goAway();
      RecordingOutlet outlet = hub.join("earliest", new String[] {"t"});
      log.comeBackWithABlink();

      assertGets(outlet, "a");
    }
  }

  @Test
  void replay_interruptedTwice_asksAgainWithEachHeartbeat() {
    HubSettings beating = TestHub.settings(100, 10_000, Duration.ofMillis(50));
    try (TestHub hub = TestHub.start(beating, log)) {
      hub.publish("t", "a");
      log.goAway();
      RecordingOutlet outlet = hub.join("earliest", new String[] {"t"});
      await().until(() -> hub.counters().heartbeats() > 2);
      log.fail(new IllegalStateException("so that the next question is seen"));

      await().until(() -> outlet.closed() == CloseReason.FAILED);
    }
  }

  @Test
  void leave_whileTheLogIsAway_isForgotten() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("t", "a");
      log.goAway();
      RecordingOutlet outlet = hub.join("earliest", new String[] {"t"});
      await().until(() -> outlet.text().startsWith(":\n"));
      outlet.leave();
      await().until(() -> outlet.closed() == CloseReason.CLIENT_GONE);
      log.comeBack();
      hub.publish("t", "b");

      assertThat(outlet.data()).isEmpty();
      assertThat(hub.hub().channels()).isZero();
    }
  }

  @Test
  void gap_endsEveryStreamBeforeAnythingNewerReachesIt() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      RecordingOutlet one = hub.join("t");
      RecordingOutlet all = hub.join("*");
      hub.publish("t", "a");
      log.loseEvents();
      hub.publish("t", "b");

      await().until(() -> one.closed() == CloseReason.REPLAY_GAP);
      await().until(() -> all.closed() == CloseReason.REPLAY_GAP);
      assertThat(one.data()).doesNotContain("b");
      assertThat(all.data()).doesNotContain("b");
      assertThat(hub.counters().gaps()).isEqualTo(1);
      assertThat(CloseReason.REPLAY_GAP.comeBack()).isTrue();
    }
  }

  @Test
  void join_afterAGap_isAsUsual() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      RecordingOutlet before = hub.join("t");
      log.loseEvents();
      RecordingOutlet after = hub.join("t");
      await().until(() -> before.closed() != null);
      hub.publish("t", "a");

      assertGets(after, "a");
      assertThat(hub.hub().channels()).isEqualTo(1);
      assertThat(after.closed()).isNull();
    }
  }

  @Test
  void publishAsHolder_underAnOldTerm_isRefusedAndNotCounted() {
    try (TestHub hub = TestHub.start(SETTINGS, log, () -> new Term(7))) {
      log.changeTerm(7);
      hub.hub().publishAsHolder(Event.of("t", "a")).toCompletableFuture().join();
      log.changeTerm(8);

      assertThatThrownBy(
              () -> hub.hub().publishAsHolder(Event.of("t", "b")).toCompletableFuture().join())
          .hasCauseInstanceOf(NotHolderException.class);
      assertThat(hub.counters().published()).isEqualTo(1);
      assertThat(hub.counters().notPublished()).isZero();
    }
  }

  @Test
  void publishAsHolder_withoutTheLease_isRefused() {
    try (TestHub hub = TestHub.start(SETTINGS, log, () -> null)) {
      assertThat(hub.hub().holdsLease()).isFalse();
      assertThatThrownBy(
              () -> hub.hub().publishAsHolder(Event.of("t", "b")).toCompletableFuture().join())
          .hasCauseInstanceOf(NotHolderException.class);
    }
  }
}
