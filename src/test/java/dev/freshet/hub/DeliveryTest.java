package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private final TestHub hub = TestHub.start();

  @AfterEach
  void stop() {
    hub.close();
  }

  private static void assertGets(RecordingOutlet outlet, String... data) {
    await().untilAsserted(() -> assertThat(outlet.data()).containsExactly(data));
  }

  @Test
  void join_firstBytes_areACommentAndATimeToRetry() {
    RecordingOutlet outlet = hub.join("t");

    await().untilAsserted(() -> assertThat(outlet.text()).matches(":\nretry: \\d+\n"));
    int retry = Integer.parseInt(outlet.text().replaceAll("\\D", ""));
    assertThat(retry).isBetween(1000, 3000);
    assertThat(outlet.lastEventId()).isNull();
  }

  @Test
  void publish_reachesWhoeverSelectsTheTopic() {
    RecordingOutlet exact = hub.join("/books/1");
    RecordingOutlet all = hub.join("*");
    RecordingOutlet template = hub.join("/books/{id}");
    RecordingOutlet other = hub.join("/films/{id}", "/books");

    hub.publish("/books/1", "a");
    hub.publish("/books/2", "b");
    hub.publish("/films/1", "c");

    assertGets(exact, "a");
    assertGets(all, "a", "b", "c");
    assertGets(template, "a", "b");
    assertGets(other, "c");
  }

  @Test
  void publish_reachesUrlPatterns_butNotForTheirText() {
    Selector selector = Selector.urlPattern("/{old-}?books/:id");
    RecordingOutlet pattern = hub.join(new RecordingOutlet(), null, Subscription.to(selector));

    hub.publish("/{old-}?books/:id", "text");
    hub.publish("/books/1", "a");
    hub.publish("/old-books/2", "b");

    assertGets(pattern, "a", "b");
  }

  @Test
  void publish_matchingInSeveralWays_arrivesOnce() {
    RecordingOutlet outlet = hub.join("*", "/a", "/{x}", "/b");

    hub.publish(Event.on("/a").topic("/b").data("once").build());
    hub.publish("/c", "end");

    assertGets(outlet, "once", "end");
  }

  @Test
  void publish_carriesIdAndType() {
    RecordingOutlet outlet = hub.join("t");

    String id = hub.publish(Event.on("t").type("tick").data("x").build());
    String own = hub.publish(Event.on("t").id("mine").data("y").build());

    assertThat(own).isEqualTo("mine");
    await().untilAsserted(() -> assertThat(outlet.events()).hasSize(2));
    assertThat(outlet.events().get(0).id()).isEqualTo(id);
    assertThat(outlet.events().get(0).type()).isEqualTo("tick");
    assertThat(outlet.events().get(1).id()).isEqualTo("mine");
  }

  @Test
  void publish_private_reachesOnlyThoseWithTheRight() {
    RecordingOutlet anonymous = hub.join("*");
    RecordingOutlet trusted =
        hub.join(
            new RecordingOutlet(),
            null,
            new Subscription(Set.of(Selector.of("*")), Set.of(Selector.of("/me"))));

    hub.publish(Event.on("/me").data("secret").isPrivate(true).build());
    hub.publish(Event.on("/you").data("other").isPrivate(true).build());
    hub.publish("/end", "end");

    assertGets(anonymous, "end");
    assertGets(trusted, "secret", "end");
  }

  @Test
  void publish_manyToMany_everyoneGetsAllInOrder() {
    List<RecordingOutlet> outlets = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      outlets.add(hub.join("t"));
    }
    List<String> data = IntStream.range(0, 1000).mapToObj(Integer::toString).toList();

    data.forEach(text -> hub.publish("t", text));

    for (RecordingOutlet outlet : outlets) {
      await().untilAsserted(() -> assertThat(outlet.data()).isEqualTo(data));
    }
    assertThat(hub.counters().delivered()).isEqualTo(200_000);
    assertThat(hub.counters().published()).isEqualTo(1000);
  }

  @Test
  void publish_toAClientThatFellBehind_isWrittenInFewPieces() {
    RecordingOutlet outlet = hub.join("t");
    await().until(() -> outlet.writes() == 1);
    outlet.stall();
    for (int i = 0; i < 500; i++) {
      hub.publish("t", "event " + i);
    }

    outlet.resume();

    await().untilAsserted(() -> assertThat(outlet.data()).hasSize(500));
    assertThat(outlet.writes()).isLessThan(5);
  }

  @Test
  void send_toOneSubscriber_reachesNobodyElse() throws Exception {
    RecordingOutlet mine = new RecordingOutlet();
    Subscriber subscriber = hub.hub().join(StreamRequest.of(TestHub.to("t")), mine);
    RecordingOutlet other = hub.join("t");

    subscriber.send("data: only you\n\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    await().until(() -> mine.data().size() == 1);
    hub.publish("t", "all");

    assertGets(mine, "only you", "all");
    assertGets(other, "all");
  }

  @Test
  void publish_overTheLimit_isRefusedAndNotSeen() {
    RecordingOutlet outlet = hub.join("t");

    assertThatThrownBy(() -> hub.publish("t", "x".repeat(1024 * 1024 + 1)))
        .hasRootCauseInstanceOf(EventTooLargeException.class);
    assertThatThrownBy(() -> hub.publish("t", "é".repeat(1024 * 512 + 1)))
        .hasRootCauseInstanceOf(EventTooLargeException.class);
    hub.publish("t", "y".repeat(1024 * 1024));

    await().until(() -> outlet.data().size() == 1);
    assertThat(outlet.data().get(0)).startsWith("y");
  }

  @Test
  void channels_ofEqualSubscriptions_areOneAndGoWithTheLastSubscriber() {
    RecordingOutlet first = hub.join("a", "b{c}");
    RecordingOutlet second = hub.join("b{c}", "a");
    await().until(() -> hub.hub().channels() == 1);

    first.vanish();
    second.vanish();
    hub.publish("a", "x");

    await().atMost(Duration.ofSeconds(5)).until(() -> hub.hub().channels() == 0);
    assertThat(first.closed()).isEqualTo(CloseReason.CLIENT_GONE);
    assertThat(hub.counters().streams()).isZero();
  }

  @Test
  void events_sayWhatTheyMatch_liveAndReplayed_whereThatIsAskedFor() throws Exception {
    String start = hub.publish("other", "before");
    StreamRequest request =
        StreamRequest.of(
            Subscription.numbering(List.of(Selector.of("a"), Selector.of("b")), Set.of()));
    RecordingOutlet live = new RecordingOutlet();
    Subscriber unused = hub.hub().join(request, live);
    RecordingOutlet plain = hub.join("a", "b");

    hub.publish("b", "x");

    await().untilAsserted(() -> assertThat(live.text()).contains("selected: 1\nid: "));
    RecordingOutlet replayed = new RecordingOutlet();
    unused = hub.hub().join(request.after(start), replayed);
    await().untilAsserted(() -> assertThat(replayed.text()).contains("selected: 1\nid: "));
    assertGets(plain, "x");
    assertThat(plain.text()).doesNotContain("selected");
  }
}
