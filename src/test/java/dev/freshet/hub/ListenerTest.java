package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Code beside the hub that hears of events. */
class ListenerTest {
  private static final HubSettings SETTINGS = TestHub.settings(100, 10_000, Duration.ZERO);

  private final ScriptedLog log = ScriptedLog.free();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger resumed = new AtomicInteger();

  private final Listener listener =
      new Listener() {
        @Override
        public void heard(Event event) {
          heard.add(event.data());
        }

        @Override
        public void resumed() {
          resumed.incrementAndGet();
        }
      };

  @Test
  void listener_hearsOfItsTopicInOrderAndOfNoOther() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.hub().listen("t", listener);
      hub.publish("t", "a");
      hub.publish("u", "x");
      hub.hub()
          .publish(Event.on("u").topic("t").data("b").isPrivate(true).build())
          .toCompletableFuture()
          .join();

      assertThat(heard).containsExactly("a", "b");
    }
  }

  @Test
  void listener_isToldThatTheLogMayHaveGoneOnWithoutIt() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.hub().listen("t", listener);
      log.loseEvents();

      assertThat(resumed).hasValue(1);
    }
  }

  @Test
  void listenerThatThrows_holdsUpNobody() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.hub()
          .listen(
              "t",
              event -> {
                throw new IllegalStateException("so that dispatch has to bear it");
              });
      hub.hub().listen("t", listener);
      RecordingOutlet outlet = hub.join("t");

      hub.publish("t", "a");

      await().untilAsserted(() -> assertThat(outlet.data()).containsExactly("a"));
      assertThat(heard).containsExactly("a");
    }
  }
}
