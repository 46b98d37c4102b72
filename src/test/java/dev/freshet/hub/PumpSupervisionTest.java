package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.health.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No fault of one stream, of an executor or of a thread leaves a stream silent for ever. */
class PumpSupervisionTest {
  private static final StreamRequest TOPIC = StreamRequest.of(TestHub.to("t"));

  /** A stream that throws errors where the server would. */
  private static final class FaultyOutlet extends RecordingOutlet {
    private volatile @Nullable Error onReady;
    private volatile @Nullable Error onWrite;
    private volatile @Nullable Error onClose;

    @Override
    public synchronized boolean isReady() {
      throwIf(onReady);
      return super.isReady();
    }

    @Override
    public synchronized void write(byte[] piece) throws java.io.IOException {
      throwIf(onWrite);
      super.write(piece);
    }

    @Override
    public synchronized void close(CloseReason reason, @Nullable Throwable cause) {
      super.close(reason, cause);
      throwIf(onClose);
    }

    private static void throwIf(@Nullable Error error) {
      if (error != null) {
        throw error;
      }
    }
  }

  /** An error that cannot even be reported: it ends the thread that tries. */
  private static final class Deadly extends Error {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new StackOverflowError("thrown by a test");
    }
  }

  private static FaultyOutlet failingToClose() {
    FaultyOutlet outlet = new FaultyOutlet();
    outlet.onClose = new StackOverflowError("thrown by a test");
    return outlet;
  }

  /** Has the pump's thread die. */
  private static void kill(Rig rig) {
    FaultyOutlet deadly = new FaultyOutlet();
    deadly.onClose = new Deadly();
    // Not at once: what ends before it can be written to is ended aside.
    rig.join(deadly, TOPIC.until(Instant.now().plusMillis(200)));
    await().until(() -> !canJoin(rig));
  }

  private static List<RecordingOutlet> joinAround(Rig rig, RecordingOutlet faulty) {
    RecordingOutlet before = rig.join();
    rig.join(faulty);
    RecordingOutlet after = rig.join();
    await().until(() -> Stream.of(before, faulty, after).allMatch(one -> one.writes() > 0));
    return List.of(before, after);
  }

  private static boolean allClosed(List<? extends RecordingOutlet> outlets, CloseReason reason) {
    return outlets.stream().allMatch(one -> one.closed() == reason);
  }

  @Test
  void heartbeat_thatThrows_endsItsStreamAndNoOther() {
    try (Rig rig = Rig.beating(Duration.ofMillis(200))) {
      FaultyOutlet faulty = new FaultyOutlet();
      List<RecordingOutlet> others = joinAround(rig, faulty);

      faulty.onReady = new InternalError("thrown by a test");

      await().until(() -> faulty.closed() == CloseReason.FAILED);
      int writes = others.get(0).writes();
      await().until(() -> others.stream().allMatch(one -> one.writes() > writes + 2));
      assertThat(rig.pump().failures()).isEqualTo(1);
      assertThat(rig.pump().state()).isEqualTo(Service.State.UP);
    }
  }

  @Test
  void write_thatThrowsAnError_endsItsStreamAndNoOther() {
    try (Rig rig = Rig.started()) {
      FaultyOutlet faulty = new FaultyOutlet();
      List<RecordingOutlet> others = joinAround(rig, faulty);
      faulty.onWrite = new NoClassDefFoundError("thrown by a test");

      rig.publish("t", "a");
      rig.publish("t", "b");

      await().until(() -> faulty.closed() == CloseReason.FAILED);
      others.forEach(
          other -> await().untilAsserted(() -> assertThat(other.data()).containsExactly("a", "b")));
      assertThat(rig.counters().streams()).isEqualTo(2);
    }
  }

  @Test
  void error_thatCannotBeReported_endsItsChannelAndNoOther() {
    try (Rig rig = Rig.started()) {
      FaultyOutlet faulty = new FaultyOutlet();
      List<RecordingOutlet> same = joinAround(rig, faulty);
      RecordingOutlet other = rig.join(new RecordingOutlet(), StreamRequest.of(TestHub.to("u")));
      faulty.onWrite = new Deadly();

      rig.publish("t", "a");
      rig.publish("u", "b");

      await().until(() -> allClosed(List.of(faulty), CloseReason.FAILED));
      await().until(() -> same.stream().allMatch(one -> one.closed() == CloseReason.FAILED));
      await().untilAsserted(() -> assertThat(other.data()).containsExactly("b"));
      RecordingOutlet next = rig.join();
      rig.publish("t", "c");
      await().untilAsserted(() -> assertThat(next.data()).containsExactly("c"));
    }
  }

  @Test
  void readiness_thatThrows_endsTheStream() {
    try (Rig rig = Rig.started()) {
      FaultyOutlet faulty = new FaultyOutlet();
      faulty.onReady = new InternalError("thrown by a test");
      rig.join(faulty);

      await().until(() -> faulty.closed() == CloseReason.FAILED);
    }
  }

  @Test
  void gap_endsAllStreams_thoughClosingOneThrows() {
    ScriptedLog log = ScriptedLog.free();
    try (Rig rig = Rig.started(log)) {
      RecordingOutlet faulty = failingToClose();
      List<RecordingOutlet> others = joinAround(rig, faulty);

      log.loseEvents();

      await().until(() -> allClosed(others, CloseReason.REPLAY_GAP));
      assertThat(faulty.closed()).isEqualTo(CloseReason.REPLAY_GAP);
      assertThat(rig.counters().streams()).isZero();
    }
  }

  @Test
  void expiry_endsAllStreams_thoughClosingOneThrows() {
    try (Rig rig = Rig.started()) {
      StreamRequest brief = TOPIC.until(Instant.now().plusMillis(50));
      List<RecordingOutlet> all =
          List.of(
              rig.join(failingToClose(), brief),
              rig.join(failingToClose(), brief),
              rig.join(new RecordingOutlet(), brief));

      await().until(() -> allClosed(all, CloseReason.EXPIRED));
      assertThat(all).allMatch(outlet -> outlet.closes() == 1);
    }
  }

  @Test
  void shutdown_endsAllStreams_thoughClosingOneThrows() {
    Rig rig = Rig.started();
    RecordingOutlet faulty = failingToClose();
    List<RecordingOutlet> others = joinAround(rig, faulty);

    rig.close();

    assertThat(allClosed(others, CloseReason.SHUTDOWN)).isTrue();
    assertThat(rig.pump().state()).isEqualTo(Service.State.STOPPED);
  }

  @Test
  void threadThatDies_hasItsStreamsEndedAndIsReplaced() {
    try (Rig rig = Rig.started()) {
      List<RecordingOutlet> others = joinAround(rig, new RecordingOutlet());
      kill(rig);
      rig.publish("t", "a");

      rig.hub.supervise();

      await().until(() -> allClosed(others, CloseReason.FAILED));
      RecordingOutlet next = rig.join();
      rig.publish("t", "b");
      await().untilAsserted(() -> assertThat(next.data()).containsExactly("b"));
      assertThat(rig.pump().restarts()).isEqualTo(1);
      assertThat(rig.health.isHealthy()).isTrue();
    }
  }

  private static boolean canJoin(Rig rig) {
    try {
      rig.join(new RecordingOutlet(), StreamRequest.of(TestHub.to("elsewhere")));
      return true;
    } catch (HubUnavailableException e) {
      return false;
    }
  }

  @Test
  void threadThatDies_whenThereIsNoOther_hasItsStreamsEndedByTheSupervisor() {
    try (Rig rig = Rig.started()) {
      List<RecordingOutlet> others = joinAround(rig, new RecordingOutlet());
      kill(rig);
      rig.publish("t", "a");
      rig.failPumpThreads(Rig::noThread);

      rig.hub.supervise();

      assertThat(allClosed(others, CloseReason.FAILED)).isTrue();
      assertThat(rig.counters().streams()).isZero();
      assertThat(rig.health.isHealthy()).isFalse();
      assertThat(rig.pump().reason()).contains("unable to create native thread");
    }
  }

  @Test
  void threadThatDies_whileStopping_hasItsStreamsEnded() {
    Rig rig = Rig.started();
    List<RecordingOutlet> others = joinAround(rig, new RecordingOutlet());
    kill(rig);

    rig.close();

    assertThat(others).allMatch(outlet -> outlet.closed() != null);
  }

  @Test
  void factoryThatGivesNoThreadAtFirst_isAskedAgain() {
    Rig idle = Rig.idle();
    idle.givePumpsNoThread(true);
    try (Rig rig = idle.start()) {
      assertThat(canJoin(rig)).isFalse();
      assertThat(rig.health.isHealthy()).isFalse();
      assertThat(rig.counters().streams()).isZero();
      rig.givePumpsNoThread(false);

      await()
          .until(
              () -> {
                rig.hub.supervise();
                return canJoin(rig);
              });

      RecordingOutlet outlet = rig.join();
      rig.publish("t", "a");
      await().untilAsserted(() -> assertThat(outlet.data()).containsExactly("a"));
      await().until(rig.health::isHealthy);
    }
  }

  @Test
  void factoryThatThrowsAtFirst_isAskedAgain() {
    Rig idle = Rig.idle();
    idle.failPumpThreads(Rig::noThread);
    try (Rig rig = idle.start()) {
      assertThatThrownBy(rig::join).isInstanceOf(HubUnavailableException.class);
      rig.failPumpThreads(null);

      await()
          .until(
              () -> {
                rig.hub.supervise();
                return canJoin(rig);
              });
    }
  }

  @Test
  void idlePump_showsThatItIsAlive() {
    try (Rig rig = Rig.started()) {
      await().until(() -> rig.pump().state() == Service.State.UP);
      Duration first = rig.pump().silence();

      await().atMost(Duration.ofSeconds(8)).until(() -> rig.pump().silence().toSeconds() >= 1);
      await()
          .atMost(Duration.ofSeconds(8))
          .until(() -> rig.pump().silence().compareTo(first.plusSeconds(1)) < 0);
    }
  }
}
