package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Streams that end by themselves. */
class ExpiryTest {
  private static final StreamRequest TOPIC = StreamRequest.of(TestHub.to("t"));

  private static RecordingOutlet join(TestHub hub, Instant until) throws Exception {
    RecordingOutlet outlet = new RecordingOutlet();
    hub.hub().join(TOPIC.until(until), outlet);
    return outlet;
  }

  @Test
  void streams_endInTheOrderOfTheirTimesAndNotBefore() throws Exception {
    try (TestHub hub = TestHub.start()) {
      Instant now = Instant.now();
      RecordingOutlet later = join(hub, now.plusMillis(400));
      RecordingOutlet sooner = join(hub, now.plusMillis(100));
      RecordingOutlet never = join(hub, Instant.MAX);
      hub.publish("t", "a");

      await().until(() -> sooner.closed() == CloseReason.EXPIRED);
      assertThat(Instant.now()).isAfterOrEqualTo(now.plusMillis(100));
      assertThat(later.closed()).isNull();
      hub.publish("t", "b");
      await().until(() -> later.closed() == CloseReason.EXPIRED);

      assertThat(Instant.now()).isAfterOrEqualTo(now.plusMillis(400));
      assertThat(sooner.data()).containsExactly("a");
      assertThat(later.data()).containsExactly("a", "b");
      assertThat(never.closed()).isNull();
      assertThat(hub.counters().closed()).containsEntry(CloseReason.EXPIRED, 2L);
    }
  }

  @Test
  void stream_whoseTimeIsOverAlready_isNotOpened() {
    try (TestHub hub = TestHub.start()) {
      RecordingOutlet outlet = new RecordingOutlet();
      StreamRequest late = TOPIC.until(Instant.now().minusSeconds(60));

      assertThatExceptionOfType(StreamOverException.class)
          .isThrownBy(() -> hub.hub().join(late, outlet))
          .extracting(StreamOverException::reason)
          .isEqualTo(CloseReason.EXPIRED);
      assertThat(outlet.text()).isEmpty();
      assertThat(hub.counters().streams()).isZero();
    }
  }

  @Test
  void stream_thatEndsWhileItOpens_isOpenedFirst() throws Exception {
    try (TestHub hub = TestHub.start()) {
      List<String> calls = new CopyOnWriteArrayList<>();
      Outlet slow =
          new Outlet() {
            @Override
            public void open(@Nullable String lastEventId, byte[] greeting, Listener listener) {
              await()
                  .until(() -> hub.counters().closed().getOrDefault(CloseReason.EXPIRED, 0L) == 1);
              calls.add("opened");
            }

            @Override
            public boolean isReady() {
              return true;
            }

            @Override
            public void write(byte[] bytes) {
              calls.add("written");
            }

            @Override
            public void close(CloseReason reason, @Nullable Throwable cause) {
              calls.add("closed " + reason);
            }
          };
      Subscriber unused = hub.hub().join(TOPIC.until(Instant.now().plusMillis(300)), slow);

      await().until(() -> calls.size() == 2);
      assertThat(calls).containsExactly("opened", "closed EXPIRED");
    }
  }

  @Test
  void stream_thatEndedOtherwise_isNotEndedTwice() throws Exception {
    try (TestHub hub = TestHub.start()) {
      RecordingOutlet left = join(hub, Instant.now().plusMillis(100));
      RecordingOutlet last = join(hub, Instant.now().plusMillis(200));
      left.leave();
      await().until(() -> last.closed() == CloseReason.EXPIRED);

      assertThat(left.closed()).isEqualTo(CloseReason.CLIENT_GONE);
      assertThat(left.closes()).isEqualTo(1);
    }
  }

  @Test
  void stuckStream_endsInTimeToo() throws Exception {
    try (TestHub hub = TestHub.start(TestHub.settings(10, 100, Duration.ofMillis(50)))) {
      RecordingOutlet stuck = new RecordingOutlet().stall();
      hub.hub().join(TOPIC.until(Instant.now().plusMillis(80)), stuck);

      await().until(() -> stuck.closed() == CloseReason.EXPIRED);
    }
  }

  @Test
  void clockSetForward_endsTheStreamsWhoseTimeHasComeByIt() {
    try (Rig rig = Rig.started()) {
      Instant now = Instant.now();
      RecordingOutlet hour = join(rig, now.plus(Duration.ofHours(1)));
      RecordingOutlet day = join(rig, now.plus(Duration.ofDays(1)));
      rig.hub.supervise();
      assertThat(hour.closed()).isNull();

      rig.setClock(Duration.ofHours(2));
      rig.hub.supervise();

      await().until(() -> hour.closed() == CloseReason.EXPIRED);
      assertThat(day.closed()).isNull();
    }
  }

  @Test
  void clockSetBack_letsNoStreamLastLonger() {
    try (Rig rig = Rig.started()) {
      RecordingOutlet outlet = join(rig, Instant.now().plusMillis(300));

      rig.setClock(Duration.ofHours(-2));
      rig.hub.supervise();

      await().until(() -> outlet.closed() == CloseReason.EXPIRED);
    }
  }

  @Test
  void clockSetForwardAndRightAgain_endsNoStreamOfLater() {
    try (Rig rig = Rig.started()) {
      rig.setClock(Duration.ofHours(2));
      rig.hub.supervise();
      rig.setClock(Duration.ZERO);
      rig.hub.supervise();
      RecordingOutlet hour = join(rig, Instant.now().plus(Duration.ofHours(1)));
      RecordingOutlet moment = join(rig, Instant.now().plusMillis(100));

      await().until(() -> moment.closed() == CloseReason.EXPIRED);

      assertThat(hour.closed()).isNull();
    }
  }

  private static RecordingOutlet join(Rig rig, Instant until) {
    return rig.join(new RecordingOutlet(), TOPIC.until(until));
  }
}
