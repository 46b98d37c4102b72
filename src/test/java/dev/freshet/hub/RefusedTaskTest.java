package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of streams when no thread is to be had for what may block. */
class RefusedTaskTest {
  static Stream<Supplier<Throwable>> refusals() {
    return Stream.of(Rig::noThread, Rig::refusal);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void replay_thatIsRefused_endsTheStream_whichComesBack(Supplier<Throwable> refusal) {
    try (Rig rig = Rig.started()) {
      String place = rig.publish("t", "a");
      rig.publish("t", "b");
      rig.failAside(refusal);
      StreamRequest request = StreamRequest.of(TestHub.to("t")).after(place);

      RecordingOutlet refused = rig.join(new RecordingOutlet(), request);

      await().until(() -> refused.closed() == CloseReason.FAILED);
      assertThat(CloseReason.FAILED.comeBack()).isTrue();
      assertThat(rig.counters().refusedTasks()).isPositive();
      assertThat(rig.health.isHealthy()).isFalse();
      rig.failAside(null);
      RecordingOutlet back = rig.join(new RecordingOutlet(), request);
      await().untilAsserted(() -> assertThat(back.data()).containsExactly("b"));
      rig.hub.supervise();
      assertThat(rig.health.isHealthy()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void endOfAStuckResponse_thatIsRefused_isTriedAgain_andNotByThePump(Supplier<Throwable> refusal) {
    try (Rig rig = Rig.started()) {
      RecordingOutlet stuck = rig.join(new RecordingOutlet().stall());
      RecordingOutlet other = rig.join();
      rig.failAside(refusal);
      stuck.leave();
      rig.publish("t", "a");
      await().untilAsserted(() -> assertThat(other.data()).containsExactly("a"));
      await().until(() -> rig.counters().refusedTasks() == 1);
      rig.hub.supervise();
      assertThat(stuck.closed()).isNull();

      rig.failAside(null);

      await()
          .until(
              () -> {
                rig.hub.supervise();
                return stuck.closed() == CloseReason.CLIENT_GONE;
              });
      assertThat(stuck.closes()).isEqualTo(1);
    }
  }

  @Test
  void read_thatThrowsAnError_endsTheStream() {
    ScriptedLog log = ScriptedLog.free();
    try (Rig rig = Rig.started(log)) {
      rig.publish("t", "a");
      log.failReads(new StackOverflowError("thrown by a test"));

      RecordingOutlet outlet =
          rig.join(new RecordingOutlet(), StreamRequest.of(TestHub.to("t")).withLastValues());

      await().until(() -> outlet.closed() == CloseReason.FAILED);
    }
  }
}
