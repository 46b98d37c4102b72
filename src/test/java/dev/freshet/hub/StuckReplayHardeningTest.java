package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Streams that ask for what the log has, and then are not read. */
class StuckReplayHardeningTest {
  private static final int EVENTS = 4;
  private static final int EVENT_BYTES = 200_000;
  private static final long MOST_HELD = 2L * EVENTS * EVENT_BYTES;

  private static final HubSettings SETTINGS =
      new HubSettings(
          100,
          1024 * 1024,
          10_000,
          8L * 1024 * 1024,
          Duration.ZERO,
          Duration.ofSeconds(2),
          /* pumps= */ 1,
          Duration.ZERO,
          MOST_HELD);

  /** Takes bytes until the first event, and then nothing. */
  private static final class Stuck implements Outlet {
    final AtomicReference<byte[]> taken = new AtomicReference<>();
    final AtomicReference<CloseReason> closed = new AtomicReference<>();

    @Override
    public void open(@Nullable String lastEventId, byte[] greeting, Listener listener) {
      listener.writable();
    }

    @Override
    public boolean isReady() {
      return taken.get() == null;
    }

    @Override
    public void write(byte[] bytes) {
      taken.set(bytes);
    }

    @Override
    public void close(CloseReason reason, @Nullable Throwable cause) {
      closed.set(reason);
    }
  }

  private static List<Stuck> join(TestHub hub, int number) throws Exception {
    List<Stuck> all = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Stuck outlet = new Stuck();
      all.add(outlet);
      hub.hub().join(StreamRequest.of(TestHub.to("t")).after("earliest"), outlet);
      await().until(() -> outlet.taken.get() != null);
    }
    return all;
  }

  private static void fill(TestHub hub) {
    for (int i = 0; i < EVENTS; i++) {
      hub.publish("t", Character.toString('a' + i).repeat(EVENT_BYTES));
    }
  }

  @Test
  void streamsThatHoldTooMuch_areClosed_thoseStuckForLongestFirst() throws Exception {
    try (TestHub hub = TestHub.start(SETTINGS, ScriptedLog.free())) {
      fill(hub);
      List<Stuck> stuck = join(hub, 10);

      await().untilAsserted(() -> assertThat(hub.counters().streams()).isLessThanOrEqualTo(3));
      assertThat(stuck.get(0).closed).hasValue(CloseReason.SLOW_CONSUMER);
      assertThat(stuck.get(9).closed).hasNullValue();
    }
  }

  @Test
  void clientThatReads_getsEverything_whileOthersAreStuck() throws Exception {
    try (TestHub hub = TestHub.start(SETTINGS, ScriptedLog.free())) {
      fill(hub);
      List<Stuck> stuck = join(hub, 10);
      RecordingOutlet reader = new RecordingOutlet();
      hub.hub().join(StreamRequest.of(TestHub.to("t")).after("earliest"), reader);

      await().until(() -> reader.data().size() == EVENTS);
      assertThat(reader.closed()).isNull();
      assertThat(stuck).hasSize(10);
    }
  }

  @Test
  void largeEvent_isTheSameBytes_forAllThatReadIt() throws Exception {
    try (TestHub hub = TestHub.start(SETTINGS, ScriptedLog.free())) {
      fill(hub);
      List<Stuck> stuck = join(hub, 2);

      assertThat(stuck.get(0).taken.get()).isSameAs(stuck.get(1).taken.get());
    }
  }

  @Test
  void streamsThatWereClosed_giveBackWhatTheyHeld() throws Exception {
    try (TestHub hub = TestHub.start(SETTINGS, ScriptedLog.free())) {
      fill(hub);
      for (int round = 0; round < 5; round++) {
        List<Subscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          Stuck outlet = new Stuck();
          subscribers.add(
              hub.hub().join(StreamRequest.of(TestHub.to("t")).after("earliest"), outlet));
          await().until(() -> outlet.taken.get() != null);
        }
        subscribers.forEach(Subscriber::close);
        await().until(() -> hub.counters().streams() == 0);
      }

      assertThat(hub.counters().closed()).containsEntry(CloseReason.SLOW_CONSUMER, 0L);
    }
  }
}
