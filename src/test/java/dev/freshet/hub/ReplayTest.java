package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import dev.freshet.log.EventLog;
import dev.freshet.log.Follower;
import dev.freshet.log.LogBounds;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.MemoryLog;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final HubSettings SETTINGS = TestHub.settings(100, 10_000, Duration.ZERO);

  private static void assertGets(RecordingOutlet outlet, String... data) {
    await().untilAsserted(() -> assertThat(outlet.data()).containsExactly(data));
  }

  /** A log whose reads wait until they are let go, and can be told to fail. */
  private static final class HeldLog implements EventLog {
    private final EventLog log;
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile @Nullable RuntimeException failure;

    HeldLog(LogBounds bounds) {
      log = new MemoryLog(bounds, InstantSource.system());
    }

    @Override
    public CompletionStage<LoggedEvent> append(Event event) {
      return log.append(event);
    }

    @Override
    public Start locate(String lastEventId) {
      return log.locate(lastEventId);
    }

    @Override
    public Page read(Subscription subscription, EventId after, EventId upTo) {
      try {
        if (!gate.await(10, TimeUnit.SECONDS)) {
          throw new AssertionError("never let go");
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      if (failure != null) {
        throw failure;
      }
      return log.read(subscription, after, upTo);
    }

    @Override
    public EventId follow(Follower follower) {
      return log.follow(follower);
    }

    @Override
    public void close() {
      log.close();
    }
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
    HeldLog log = new HeldLog(TestHub.BOUNDS);
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("t", "a");
      RecordingOutlet outlet = hub.join("earliest", new String[] {"t"});
      hub.publish("t", "b");
      log.gate.countDown();
      hub.publish("t", "c");

      assertGets(outlet, "a", "b", "c");
    }
  }

  @Test
  void replay_thatLagsBehindTheChain_readsOnFromTheLogInstead() {
    HeldLog log = new HeldLog(TestHub.BOUNDS);
    try (TestHub hub = TestHub.start(TestHub.settings(100, 10, Duration.ZERO), log)) {
      List<String> data = new ArrayList<>();
      hub.publish("t", "first");
      data.add("first");
      RecordingOutlet outlet = hub.join("earliest", new String[] {"t"});
      for (int i = 0; i < 500; i++) {
        data.add("event " + i);
        hub.publish("t", "event " + i);
      }
      log.gate.countDown();

      await().untilAsserted(() -> assertThat(outlet.data()).isEqualTo(data));
      assertThat(outlet.closed()).isNull();
    }
  }

  @Test
  void replay_overtakenByTheLogsBounds_endsTheStreamInsteadOfLosingEvents() {
    HeldLog log = new HeldLog(new LogBounds(5, 1 << 20, Duration.ofHours(1)));
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      String a = hub.publish("t", "a");
      hub.publish("t", "b");
      RecordingOutlet outlet = hub.join(a, new String[] {"t"});
      for (int i = 0; i < 10; i++) {
        hub.publish("t", "more");
      }
      log.gate.countDown();

      await().until(() -> outlet.closed() == CloseReason.REPLAY_GAP);
      assertThat(outlet.data()).isEmpty();
    }
  }

  @Test
  void replay_fromALogThatIsAway_endsTheStream() {
    HeldLog log = new HeldLog(TestHub.BOUNDS);
    log.failure = new LogUnavailableException("away");
    log.gate.countDown();
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("t", "a");
      RecordingOutlet outlet = hub.join("earliest", new String[] {"t"});

      await().until(() -> outlet.closed() == CloseReason.LOG_UNAVAILABLE);
    }
  }

  @Test
  void replay_fromALogWithAFault_endsTheStreamAsFailed() {
    HeldLog log = new HeldLog(TestHub.BOUNDS);
    log.failure = new IllegalStateException("broken");
    log.gate.countDown();
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("t", "a");
      RecordingOutlet outlet = hub.join("earliest", new String[] {"t"});

      await().until(() -> outlet.closed() == CloseReason.FAILED);
    }
  }
}
