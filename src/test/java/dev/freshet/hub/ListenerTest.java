package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.Event;
import dev.freshet.health.Service;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Code beside the hub that hears of events, aside from the dispatch. */
class ListenerTest {
  private final ScriptedLog log = ScriptedLog.free();
  private final Recorder recorder = new Recorder();

  /** A listener that notes what it hears, and waits where the test says. */
  private static class Recorder implements Listener {
    final List<String> heard = new CopyOnWriteArrayList<>();
    final AtomicInteger resumed = new AtomicInteger();

    @Override
    public void heard(Event event) {
      heard.add(event.data());
    }

    @Override
    public void resumed() {
      heard.add("resumed");
      resumed.incrementAndGet();
    }
  }

  /** One that hears nothing before it is let go. */
  private static final class Blocked extends Recorder {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);

    @Override
    public void heard(Event event) {
      begun.countDown();
      try {
        assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      super.heard(event);
    }
  }

  private static void awaitHeard(Recorder recorder, String... data) {
    await().untilAsserted(() -> assertThat(recorder.heard).containsExactly(data));
  }

  private static Service service(Rig rig) {
    return rig.health.service("listener t", Duration.ZERO);
  }

  @Test
  void listener_hearsOfItsTopicInOrderAndOfNoOther() {
    try (Rig rig = Rig.started(log)) {
      rig.hub.listen("t", recorder);
      rig.publish("t", "a");
      rig.publish("u", "x");
      rig.publish(Event.on("u").topic("t").data("b").isPrivate(true).build());

      awaitHeard(recorder, "a", "b");
    }
  }

  @Test
  void listenerOnSeveralTopics_hearsOfThemInOrderOneCallAtATime() {
    try (Rig rig = Rig.started(log)) {
      Recorder counting =
          new Recorder() {
            private int calls;

            @Override
            public void heard(Event event) {
              calls++;
              super.heard(event);
              assertThat(--calls).isZero();
            }
          };
      rig.hub.listen("t", counting);
      rig.hub.listen("u", counting);
      List<String> all = IntStream.range(0, 2000).mapToObj(Integer::toString).toList();

      all.forEach(data -> rig.publish(Integer.parseInt(data) % 2 == 0 ? "t" : "u", data));

      await().untilAsserted(() -> assertThat(counting.heard).isEqualTo(all));
      log.loseEvents();
      await().until(() -> counting.resumed.get() == 1);
    }
  }

  @Test
  void listener_isToldThatTheLogMayHaveGoneOnWithoutIt_afterWhatItStillHasToHear() {
    try (Rig rig = Rig.started(log)) {
      Blocked slow = new Blocked();
      rig.hub.listen("t", slow);
      rig.publish("t", "a");
      log.loseEvents();
      rig.publish("t", "b");
      slow.gate.countDown();

      awaitHeard(slow, "a", "resumed", "b");
    }
  }

  @Test
  void listenerThatBlocks_holdsUpNoTopicAndNoOtherListener() {
    try (Rig rig = Rig.started(log)) {
      Blocked blocked = new Blocked();
      rig.hub.listen("t", blocked);
      rig.hub.listen("t", recorder);
      RecordingOutlet outlet =
          rig.join(new RecordingOutlet(), StreamRequest.of(TestHub.to("t", "u")));

      rig.publish("t", "a");
      rig.publish("u", "b");
      rig.publish("t", "c");

      await().untilAsserted(() -> assertThat(outlet.data()).containsExactly("a", "b", "c"));
      awaitHeard(recorder, "a", "c");
      assertThat(blocked.heard).isEmpty();
      blocked.gate.countDown();
      awaitHeard(blocked, "a", "c");
    }
  }

  @Test
  void lastHeard_isThePlaceUpToWhichEveryListenerHasHeard() throws Exception {
    try (Rig rig = Rig.started(log)) {
      Blocked blocked = new Blocked();
      rig.hub.listen("t", blocked);
      String before = rig.publish("u", "a");
      rig.publish("t", "b");
      String last = rig.publish("u", "c");
      assertThat(blocked.begun.await(10, TimeUnit.SECONDS)).isTrue();

      assertThat(rig.hub.lastHeard().toString()).isEqualTo(before);
      assertThat(rig.hub.lastDispatched().toString()).isEqualTo(last);

      blocked.gate.countDown();
      await().until(() -> rig.hub.lastHeard().toString().equals(last));
    }
  }

  @Test
  void listenerThatFallsTooFarBehindInEvents_losesWhatWaits_andIsTold() throws Exception {
    try (Rig rig = Rig.started(log)) {
      Blocked slow = new Blocked();
      rig.hub.listen("t", slow);
      rig.publish("t", "first");
      assertThat(slow.begun.await(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i <= Mailbox.MOST_EVENTS; i++) {
        rig.publish("t", "waits");
      }
      rig.publish("t", "last");
      assertThat(rig.counters().listenerOverflows()).isEqualTo(1);

      slow.gate.countDown();

      awaitHeard(slow, "first", "resumed", "waits", "last");
    }
  }

  @Test
  void listenerThatFallsTooFarBehindInBytes_losesWhatWaits_andIsTold() throws Exception {
    try (Rig rig = Rig.started(log)) {
      Blocked slow = new Blocked();
      rig.hub.listen("t", slow);
      rig.publish("t", "first");
      assertThat(slow.begun.await(10, TimeUnit.SECONDS)).isTrue();
      String mebi = "x".repeat(1024 * 1024 - 100);
      for (long bytes = 0; bytes <= Mailbox.MOST_BYTES; bytes += mebi.length()) {
        rig.publish("t", mebi);
      }
      assertThat(rig.counters().listenerOverflows()).isEqualTo(1);

      slow.gate.countDown();

      awaitHeard(slow, "first", "resumed", mebi);
    }
  }

  @Test
  void listenerThatThrows_holdsUpNobody_goesOn_andIsToldWhatItMissed() {
    try (Rig rig = Rig.started(log)) {
      Recorder failing =
          new Recorder() {
            @Override
            public void heard(Event event) {
              if (event.data().equals("bad")) {
                throw new StackOverflowError("thrown by a test");
              }
              super.heard(event);
            }
          };
      rig.hub.listen("t", failing);
      rig.hub.listen("t", recorder);
      RecordingOutlet outlet = rig.join();

      rig.publish("t", "bad");
      rig.publish("t", "a");

      await().untilAsserted(() -> assertThat(outlet.data()).containsExactly("bad", "a"));
      awaitHeard(recorder, "bad", "a");
      awaitHeard(failing, "a");
      assertThat(service(rig).failures()).isEqualTo(1);
      assertThat(rig.health.isHealthy()).isFalse();

      rig.hub.supervise();

      awaitHeard(failing, "a", "resumed");
      await().until(rig.health::isHealthy);
    }
  }

  @Test
  void listenerThatCannotResume_isToldAgain() {
    try (Rig rig = Rig.started(log)) {
      AtomicInteger asked = new AtomicInteger();
      rig.hub.listen(
          "t",
          new Recorder() {
            @Override
            public void resumed() {
              if (asked.incrementAndGet() < 3) {
                throw new IllegalStateException("thrown by a test: the store is away");
              }
            }
          });
      log.loseEvents();

      await()
          .until(
              () -> {
                rig.hub.supervise();
                return asked.get() == 3;
              });
      await().until(rig.health::isHealthy);
      assertThat(service(rig).failures()).isEqualTo(2);
    }
  }

  @Test
  void listener_mayCallTheHub() {
    try (Rig rig = Rig.started(log)) {
      Recorder answering =
          new Recorder() {
            @Override
            public void heard(Event event) {
              rig.publish("answers", "to " + event.data());
              rig.join(new RecordingOutlet());
              super.heard(event);
            }
          };
      rig.hub.listen("t", answering);
      rig.hub.listen("answers", recorder);

      rig.publish("t", "a");

      awaitHeard(answering, "a");
      awaitHeard(recorder, "to a");
    }
  }

  @Test
  void listenerWithoutAThread_keepsItsPlace() {
    try (Rig rig = Rig.started(log)) {
      rig.hub.listen("t", recorder);
      rig.failListeners(Rig::refusal);
      rig.publish("t", "a");
      rig.failListeners(Rig::noThread);
      rig.publish("t", "b");
      rig.hub.supervise();
      assertThat(recorder.heard).isEmpty();
      assertThat(rig.health.isHealthy()).isFalse();
      assertThat(service(rig).reason()).contains("2 events wait");
      rig.failListeners(null);

      rig.hub.supervise();

      awaitHeard(recorder, "a", "b");
      rig.hub.supervise();
      assertThat(rig.health.isHealthy()).isTrue();
    }
  }

  @Test
  void listenerThatStalls_isShownWhileItDoes() {
    try (Rig rig = Rig.started(log)) {
      Blocked blocked = new Blocked();
      rig.hub.listen("t", blocked);
      rig.publish("t", "a");
      rig.hub.supervise();
      assertThat(rig.health.isHealthy()).isTrue();

      await()
          .atMost(Mailbox.LONGEST_CALL.plusSeconds(5))
          .until(
              () -> {
                rig.hub.supervise();
                return !rig.health.isHealthy();
              });

      assertThat(service(rig).reason()).contains("busy with one event");
      blocked.gate.countDown();
      awaitHeard(blocked, "a");
      rig.hub.supervise();
      assertThat(rig.health.isHealthy()).isTrue();
    }
  }
}
