package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.Event;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A node that learns late of what the log has, and clients that come from a faster one. */
class LaggingNodeTest {
  private static final HubSettings SETTINGS = TestHub.settings(100, 10_000, Duration.ZERO);

  private final ScriptedLog log = ScriptedLog.free();

  private static void assertGets(RecordingOutlet outlet, String... data) {
    await().untilAsserted(() -> assertThat(outlet.data()).containsExactly(data));
  }

  @Test
  void join_withAnIdThatIsNotDispatchedYet_repeatsNothing() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      log.tellLate();
      hub.publish("t", "a");
      String b = hub.publish("t", "b");
      hub.publish("t", "c");

      RecordingOutlet outlet = hub.join(b, new String[] {"t"});
      await().until(() -> outlet.text().startsWith(":\n"));
      log.tellOne();
      log.tellOne();
      log.tellOne();
      log.tellAll();
      hub.publish("t", "d");

      assertGets(outlet, "c", "d");
      assertThat(outlet.lastEventId()).isEqualTo(b);
    }
  }

  @Test
  void join_withAPublishersIdThatIsNotDispatchedYet_repeatsNothing() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      log.tellLate();
      hub.publish("t", "a");
      hub.publish(Event.on("t").data("b").id("mine").build());

      RecordingOutlet outlet = hub.join("mine", new String[] {"t"});
      log.tellAll();
      hub.publish("t", "c");

      assertGets(outlet, "c");
    }
  }

  @Test
  void join_ofAnotherTopicWithAnIdThatIsNotDispatchedYet_missesNothing() {
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      String before = hub.publish("other", "x");
      log.tellLate();
      hub.publish("t", "a");
      String seen = hub.publish("other", "y");
      hub.publish("t", "b");

      RecordingOutlet later = hub.join(seen, new String[] {"t"});
      RecordingOutlet earlier = hub.join(before, new String[] {"t"});
      log.tellAll();

      assertGets(later, "b");
      assertGets(earlier, "a", "b");
    }
  }

  @Test
  void join_aheadOfALongQueue_doesNotCountAsSlow() {
    try (TestHub hub = TestHub.start(TestHub.settings(100, 10, Duration.ZERO), log)) {
      log.tellLate();
      for (int i = 0; i < 100; i++) {
        hub.publish("t", "old " + i);
      }
      String seen = hub.publish("t", "seen");

      RecordingOutlet outlet = hub.join(seen, new String[] {"t"});
      log.tellAll();
      hub.publish("t", "new");

      assertGets(outlet, "new");
      assertThat(outlet.closed()).isNull();
    }
  }
}
