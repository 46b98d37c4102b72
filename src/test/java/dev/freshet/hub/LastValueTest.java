package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.log.LogBounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Newcomers that are given the latest event of each topic. */
class LastValueTest {
  private static final HubSettings SETTINGS = TestHub.settings(100, 10_000, Duration.ZERO);

  private static RecordingOutlet join(TestHub hub, String... selectors) {
    return hub.join(
        new RecordingOutlet(), StreamRequest.of(TestHub.to(selectors)).withLastValues());
  }

  private static RecordingOutlet joinAfter(TestHub hub, String id, String... selectors) {
    return hub.join(
        new RecordingOutlet(), StreamRequest.of(TestHub.to(selectors)).withLastValues().after(id));
  }

  private static void assertGets(RecordingOutlet outlet, String... data) {
    await().untilAsserted(() -> assertThat(outlet.data()).containsExactly(data));
  }

  @Test
  void newcomer_getsTheLatestOfEachTopicThenWhatIsPublished() {
    try (TestHub hub = TestHub.start()) {
      hub.publish("/p/1", "a");
      hub.publish("/p/2", "b");
      String c = hub.publish("/p/1", "c");
      hub.publish("other", "x");

      RecordingOutlet exact = join(hub, "/p/1", "/p/2", "/p/3");
      RecordingOutlet pattern = join(hub, "/p/{id}");
      RecordingOutlet all = join(hub, "*");
      hub.publish("/p/1", "d");

      assertGets(exact, "b", "c", "d");
      assertGets(pattern, "b", "c", "d");
      assertGets(all, "b", "c", "x", "d");
      assertThat(exact.events().get(1).id()).isEqualTo(c);
      assertThat(exact.lastEventId()).isNull();
      assertThat(exact.text()).startsWith(":\nretry: ");
    }
  }

  @Test
  void newcomer_toTopicsWithoutEvents_getsWhatIsPublished() {
    try (TestHub hub = TestHub.start()) {
      RecordingOutlet early = join(hub, "t");
      hub.publish("other", "x");
      RecordingOutlet late = join(hub, "t");
      hub.publish("t", "a");

      assertGets(early, "a");
      assertGets(late, "a");
    }
  }

  @Test
  void newcomer_withoutTheRight_getsTheLatestThatIsPublic() {
    try (TestHub hub = TestHub.start()) {
      hub.publish("t", "open");
      hub.publish(Event.on("t").data("secret").isPrivate(true).build());
      Set<Selector> t = Set.of(Selector.of("t"));

      assertGets(join(hub, "t"), "open");
      assertGets(
          hub.join(
              new RecordingOutlet(), StreamRequest.of(new Subscription(t, t)).withLastValues()),
          "secret");
    }
  }

  @Test
  void newcomer_whileEventsArePublished_missesAndRepeatsNothing() {
    ScriptedLog log = ScriptedLog.held(TestHub.BOUNDS);
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("t", "a");
      hub.publish("u", "b");
      RecordingOutlet outlet = join(hub, "*");
      hub.publish("t", "c");
      log.letReadersGo();
      hub.publish("t", "d");

      assertGets(outlet, "a", "b", "c", "d");
    }
  }

  @Test
  void newcomer_thatLagsBehindTheChainWhileItWaits_readsOnFromTheLog() {
    ScriptedLog log = ScriptedLog.held(TestHub.BOUNDS);
    try (TestHub hub = TestHub.start(TestHub.settings(100, 10, Duration.ZERO), log)) {
      List<String> data = new ArrayList<>(List.of("value"));
      hub.publish("u", "old");
      hub.publish("u", "value");
      RecordingOutlet outlet = join(hub, "*");
      for (int i = 0; i < 500; i++) {
        data.add("event " + i);
        hub.publish("t", "event " + i);
      }
      log.letReadersGo();

      await().untilAsserted(() -> assertThat(outlet.data()).isEqualTo(data));
      assertThat(outlet.closed()).isNull();
    }
  }

  @Test
  void join_withAKnownId_getsTheReplayAlone() {
    try (TestHub hub = TestHub.start()) {
      hub.publish("t", "a");
      hub.publish("u", "x");
      String b = hub.publish("t", "b");
      hub.publish("t", "c");
      hub.publish("t", "d");

      assertGets(joinAfter(hub, b, "t", "u"), "c", "d");
    }
  }

  @Test
  void join_withAnUnknownId_getsTheValuesFromBeforeTheReplayFirst() {
    ScriptedLog log = ScriptedLog.free(new LogBounds(3, 1 << 20, Duration.ofHours(1)));
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      String old = hub.publish("quiet", "price");
      hub.publish("t", "a");
      hub.publish("t", "b");
      hub.publish("t", "c");
      hub.publish("t", "d");

      for (String id : List.of("urn:uuid:unknown", "earliest", old)) {
        RecordingOutlet outlet = joinAfter(hub, id, "*");
        assertGets(outlet, "price", "b", "c", "d");
      }
      RecordingOutlet unknown = joinAfter(hub, "urn:uuid:unknown", "*");
      assertThat(unknown.lastEventId()).isEqualTo("earliest");
      assertGets(unknown, "price", "b", "c", "d");
      hub.publish("quiet", "new price");
      assertGets(unknown, "price", "b", "c", "d", "new price");
    }
  }

  @Test
  void join_withAnUnknownIdOvertakenByTheLogsBounds_stillGetsEachValue() {
    ScriptedLog log = ScriptedLog.held(new LogBounds(3, 1 << 20, Duration.ofHours(1)));
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("quiet", "price");
      hub.publish("t", "a");
      RecordingOutlet outlet = joinAfter(hub, "earliest", "*");
      for (int i = 0; i < 5; i++) {
        hub.publish("t", "b" + i);
      }
      log.letReadersGo();

      await().until(() -> outlet.data().contains("b4"));
      assertThat(outlet.data()).startsWith("price").doesNotHaveDuplicates();
      assertThat(outlet.closed()).isNull();
    }
  }

  @Test
  void newcomer_whileTheLogIsAway_opensAndGetsTheValuesWhenItIsBack() {
    ScriptedLog log = ScriptedLog.free();
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("t", "a");
      log.goAway();
      RecordingOutlet outlet = join(hub, "t");
      await().until(() -> outlet.text().startsWith(":\n"));
      assertThat(outlet.data()).isEmpty();
      log.comeBack();
      hub.publish("t", "b");

      assertGets(outlet, "a", "b");
    }
  }

  @Test
  void join_withEarliestWhileTheLogIsAway_getsTheValuesAndTheReplayWhenItIsBack() {
    ScriptedLog log = ScriptedLog.free(new LogBounds(1, 1 << 20, Duration.ofHours(1)));
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("quiet", "price");
      hub.publish("t", "a");
      log.goAway();
      RecordingOutlet outlet = joinAfter(hub, "earliest", "*");
      log.comeBack();

      assertGets(outlet, "price", "a");
    }
  }

  @Test
  void newcomer_beforeTheLogWasEverThere_getsTheValuesOfThenAndNoReplay() {
    ScriptedLog log = ScriptedLog.absent();
    try (TestHub hub = TestHub.start(SETTINGS, log)) {
      hub.publish("t", "old");
      hub.publish("t", "value");
      log.goAway();
      RecordingOutlet outlet = join(hub, "t");
      await().until(() -> outlet.text().startsWith(":\n"));
      log.appear();
      hub.publish("t", "new");

      assertGets(outlet, "value", "new");
    }
  }
}
