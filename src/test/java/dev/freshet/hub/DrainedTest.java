package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.EventId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Outlets that wait until there is nothing more to write. */
class DrainedTest {
  private static final HubSettings SETTINGS = TestHub.settings(100, 10_000, Duration.ZERO);

  /** Notes how much had been written each time that it was all. */
  private static class Waiting implements Outlet {
    final RecordingOutlet written = new RecordingOutlet();
    final List<List<String>> drained = new CopyOnWriteArrayList<>();

    @Override
    public void open(@Nullable String lastEventId, byte[] greeting, Listener listener) {
      written.open(lastEventId, greeting, listener);
    }

    @Override
    public boolean isReady() {
      return written.isReady();
    }

    @Override
    public void write(byte[] bytes) throws java.io.IOException {
      written.write(bytes);
    }

    @Override
    public void drained() {
      assertThat(written.text()).startsWith(":\n");
      drained.add(written.data());
    }

    @Override
    public void close(CloseReason reason, @Nullable Throwable cause) {
      written.close(reason, cause);
    }
  }

  /** Wants no more than there is. */
  private static final class Leaving extends Waiting {
    private final boolean byThrowing;

    Leaving(boolean byThrowing) {
      this.byThrowing = byThrowing;
    }

    @Override
    public void drained() {
      super.drained();
      if (byThrowing) {
        throw new IllegalStateException("ended already");
      }
      written.leave();
    }
  }

  private static Waiting join(TestHub hub, StreamRequest request) throws Exception {
    Waiting outlet = new Waiting();
    hub.hub().join(request, outlet);
    return outlet;
  }

  @Test
  void drained_ofANewcomer_comesAfterTheFirstBytesAndAfterEachEvent() throws Exception {
    try (TestHub hub = TestHub.start()) {
      Waiting outlet = join(hub, StreamRequest.of(TestHub.to("t")));
      await().untilAsserted(() -> assertThat(outlet.drained).contains(List.of()));
      hub.publish("t", "a");

      await().untilAsserted(() -> assertThat(outlet.drained).contains(List.of("a")));
    }
  }

  @Test
  void drained_duringAReplayOfManyPages_comesOnlyAtItsEnd() throws Exception {
    try (TestHub hub = TestHub.start()) {
      for (int i = 0; i < 5000; i++) {
        hub.publish("t", "event " + i);
      }
      Waiting outlet = join(hub, StreamRequest.of(TestHub.to("t")).after("earliest"));

      await().until(() -> !outlet.drained.isEmpty());
      assertThat(outlet.drained.get(0)).hasSize(5000);
    }
  }

  @Test
  void drained_withLastValues_comesAfterThem() throws Exception {
    ScriptedLog log = ScriptedLog.held(TestHub.BOUNDS);
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("t", "a");
      Waiting outlet = join(hub, StreamRequest.of(TestHub.to("t")).withLastValues());
      hub.publish("t", "b");
      log.letReadersGo();

      await().until(() -> !outlet.drained.isEmpty());
      assertThat(outlet.drained.get(0)).containsExactly("a", "b");
    }
  }

  @Test
  void drained_whileTheClientDoesNotRead_waitsUntilItDoes() throws Exception {
    try (TestHub hub = TestHub.start()) {
      Waiting outlet = new Waiting();
      outlet.written.stall();
      hub.hub().join(StreamRequest.of(TestHub.to("t")), outlet);
      hub.publish("t", "a");
      RecordingOutlet other = hub.join("t");
      hub.publish("t", "b");
      await().until(() -> other.data().contains("b"));

      assertThat(outlet.drained).isEmpty();
      outlet.written.resume();
      await().untilAsserted(() -> assertThat(outlet.drained).contains(List.of("a", "b")));
    }
  }

  @Test
  void outlet_thatEndsWhenItIsDrained_harmsNobodyElse() throws Exception {
    try (TestHub hub = TestHub.start()) {
      Leaving leaving = new Leaving(/* byThrowing= */ false);
      Leaving throwing = new Leaving(/* byThrowing= */ true);
      RecordingOutlet other = hub.join("t");
      hub.hub().join(StreamRequest.of(TestHub.to("t")), leaving);
      hub.hub().join(StreamRequest.of(TestHub.to("t")), throwing);
      await().until(() -> hub.counters().streams() == 1);
      hub.publish("t", "a");

      await().until(() -> other.data().contains("a"));
      assertThat(leaving.written.closed()).isEqualTo(CloseReason.CLIENT_GONE);
      assertThat(throwing.written.closed()).isEqualTo(CloseReason.FAILED);
      assertThat(leaving.written.closes()).isEqualTo(1);
      assertThat(leaving.written.data()).isEmpty();
    }
  }

  @Test
  void close_withAReason_isCountedAsThatOnce() throws Exception {
    try (TestHub hub = TestHub.start()) {
      RecordingOutlet outlet = new RecordingOutlet();
      Subscriber subscriber = hub.hub().join(StreamRequest.of(TestHub.to("t")), outlet);

      subscriber.close(CloseReason.REVOKED);
      subscriber.close();

      await().until(() -> outlet.closed() != null);
      assertThat(outlet.closed()).isEqualTo(CloseReason.REVOKED);
      assertThat(hub.counters().closed()).containsEntry(CloseReason.REVOKED, 1L);
      assertThat(hub.counters().closed()).containsEntry(CloseReason.APPLICATION, 0L);
      assertThat(CloseReason.REVOKED.comeBack()).isFalse();
    }
  }

  @Test
  void lastDispatched_isThePlaceOfTheLastEventThatStreamsWereGiven() {
    ScriptedLog log = ScriptedLog.free();
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      String a = hub.publish("t", "a");
      assertThat(hub.hub().lastDispatched().toString()).isEqualTo(a);
      log.tellLate();
      String b = hub.publish("t", "b");
      assertThat(hub.hub().lastDispatched().toString()).isEqualTo(a);
      log.tellAll();
      assertThat(hub.hub().lastDispatched()).isEqualTo(EventId.parse(b).orElseThrow());
    }
  }
}
