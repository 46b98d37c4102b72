package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.testing.Cluster;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.NeedsNginx;
import dev.freshet.testing.Nginx;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import dev.freshet.testing.ReturningStream;
import dev.freshet.testing.Status;
import dev.freshet.testing.SteadyPublisher;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** Three nodes, one Redis, and nginx in front: one hub. */
@ExtendWith(NeedsNginx.class)
class ClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RATE = 200;

  private static Cluster cluster;
  private static Nginx nginx;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(3, Map.of("FRESHET_REDIS_CHANNELS", "sse,news.*"));
    nginx = Nginx.before(cluster.node(0).port(), cluster.node(1).port());
  }

  @AfterAll
  static void stop() {
    nginx.close();
    cluster.close();
  }

  @BeforeEach
  void awaitWhole() {
    awaitAll();
  }

  private static void awaitAll() {
    for (FreshetServer node : cluster.nodes()) {
      await().atMost(PATIENCE).until(() -> Status.of(node).text("status").equals("up"));
    }
    await().atMost(PATIENCE).until(() -> cluster.holder() != null);
  }

  private static URI hub(FreshetServer node, String topic) {
    return node.uri("/.well-known/mercure?topic=" + topic);
  }

  private static URI door(FreshetServer node) {
    return node.uri("/.well-known/mercure");
  }

  @Test
  void eventPublishedAtOneNode_reachesTheSubscribersOfAll() {
    List<RawStream> streams = new ArrayList<>();
    for (FreshetServer node : cluster.nodes()) {
      streams.add(openStream(hub(node, "across")));
    }
    List<String> ids = new ArrayList<>();
    for (FreshetServer node : cluster.nodes()) {
      ids.add(new Publisher(node).publish("across", "from " + node.port()));
    }

    for (RawStream stream : streams) {
      await().until(() -> stream.events().size() == 3);
      assertThat(stream.events()).extracting(ReceivedEvent::id).isEqualTo(ids).isSorted();
      stream.close();
    }
  }

  @Test
  void idOfOneNode_isUnderstoodByAnother() {
    String first = new Publisher(cluster.node(0)).publish("ids", "1");
    new Publisher(cluster.node(1)).publish("ids", "2");
    try (RawStream stream =
        RawStream.open(hub(cluster.node(2), "ids"), Map.of("Last-Event-ID", first))) {
      await().until(() -> stream.events().size() == 1);

      assertThat(stream.data()).containsExactly("2");
      assertThat(stream.headers()).containsEntry("last-event-id", first);
    }
  }

  @Test
  void nodeKilledUnderLoad_itsSubscribersMissAndRepeatNothing() {
    killAndReturn(2);
  }

  @Test
  @Tag("soak")
  void nodeKilledUnderLoadTwentyTimes_itsSubscribersMissAndRepeatNothing() {
    killAndReturn(20);
  }

  /** Each round another node dies; clients come back to the other, by themselves or by nginx. */
  private static void killAndReturn(int rounds) {
    for (int round = 0; round < rounds; round++) {
      FreshetServer dying = cluster.node(round % 2);
      FreshetServer living = cluster.node((round + 1) % 2);
      String topic = "round-" + System.nanoTime();
      try (ReturningStream direct = ReturningStream.open(hub(dying, topic), hub(living, topic));
          ReturningStream proxied =
              ReturningStream.open(nginx.uri("/.well-known/mercure?topic=" + topic));
          SteadyPublisher publisher =
              SteadyPublisher.start(topic, RATE, List.of(door(living), door(cluster.node(2))))) {
        await()
            .until(() -> direct.events().size() > RATE / 2 && proxied.events().size() > RATE / 2);
        dying.kill();
        int before = direct.events().size();
        await().atMost(PATIENCE).until(() -> direct.events().size() > before + 2 * RATE);
        List<String> accepted = publisher.stop();

        await().atMost(PATIENCE).until(() -> direct.ids().size() >= accepted.size());
        await().atMost(PATIENCE).until(() -> proxied.ids().size() >= accepted.size());
        assertThat(publisher.refused()).isEmpty();
        assertWhole(direct, accepted);
        assertWhole(proxied, accepted);
        assertThat(direct.connects()).isGreaterThan(1);
      } finally {
        dying.kill();
        dying.restart();
      }
    }
  }

  private static void assertWhole(ReturningStream stream, List<String> accepted) {
    assertThat(stream.ids()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(accepted);
    assertThat(stream.events().stream().map(ReceivedEvent::place)).isSorted();
    assertThat(stream.told()).doesNotContain("earliest");
  }

  @Test
  void redisStoppedAndRestartedUnderLoad_losesNothingAndEndsNoStream() {
    String topic = "outage-" + System.nanoTime();
    Status before = Status.of(cluster.node(2));
    RawStream a = openStream(hub(cluster.node(0), topic));
    RawStream b = openStream(hub(cluster.node(1), topic));
    List<URI> doors = cluster.nodes().stream().map(ClusterIT::door).toList();
    try (a;
        b;
        SteadyPublisher publisher = SteadyPublisher.start(topic, RATE, doors)) {
      await().until(() -> publisher.accepted().size() > RATE);
      cluster.redis().kill();
      long killed = System.nanoTime();
      await()
          .atMost(PATIENCE)
          .until(() -> Status.of(cluster.node(2)).text("status").equals("degraded"));
      HttpResponse<String> refused = new Publisher(cluster.node(2)).post("topic=x&data=y");
      int comments = a.comments();
      await()
          .atMost(PATIENCE)
          .until(() -> System.nanoTime() - killed > Duration.ofSeconds(10).toNanos());
      assertThat(a.comments()).isGreaterThan(comments + 3);
      assertThat(Status.of(cluster.node(2)).number("notPublished"))
          .isGreaterThan(before.number("notPublished"));
      cluster.redis().restart();
      int accepted = publisher.accepted().size();
      await().atMost(PATIENCE).until(() -> publisher.accepted().size() > accepted + 2 * RATE);
      List<String> ids = publisher.stop();

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      for (RawStream stream : List.of(a, b)) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(ids).filteredOn(id -> !ids(stream).contains(id)).isEmpty());
        List<EventId> places = stream.events().stream().map(ReceivedEvent::place).toList();
        assertThat(places).isSorted().doesNotHaveDuplicates();
        assertThat(stream.hasEnded()).isFalse();
      }
    }
  }

  @Test
  void redisRestartedEmpty_clientsAreToldAndTheHubGoesOn() {
    String topic = "empty-" + System.nanoTime();
    URI address = hub(cluster.node(1), topic);
    int gaps = Status.of(cluster.node(1)).number("gaps");
    try (ReturningStream client = ReturningStream.open(address)) {
      String before = new Publisher(cluster.node(0)).publish(topic, "before");
      await().until(() -> client.ids().equals(List.of(before)));
      cluster.redis().restartEmpty();
      awaitAll();
      await().atMost(PATIENCE).until(() -> client.told().equals(List.of("earliest")));
      String after = new Publisher(cluster.node(0)).publish(topic, "after");

      await().until(() -> client.events().size() == 2);
      assertThat(client.ids()).containsExactly(before, after);
      assertThat(client.events().stream().map(ReceivedEvent::place)).isSorted();
      assertThat(Status.of(cluster.node(1)).number("gaps")).isEqualTo(gaps + 1);
      assertThat(Status.of(cluster.node(1)).closed("replay_gap")).isPositive();
    }
  }

  @Test
  void flaskMessages_reachAllNodesOnceWithTheirMeaning_andPoisonHarmsNobody() throws Exception {
    List<RawStream> streams = new ArrayList<>();
    for (FreshetServer node : cluster.nodes()) {
      streams.add(openStream(node.uri("/stream?channel=sse")));
    }
    List<Event> meant = new ArrayList<>();
    try (Jedis jedis = new Jedis(cluster.redis().url())) {
      for (Map.Entry<String, @Nullable Event> message :
          FlaskVectorsTest.publishedAndMeant().entrySet()) {
        assertThat(jedis.publish("sse", message.getKey())).isEqualTo(3);
        jedis.publish("sse", "{\"type\": \"poison\"}");
        if (message.getValue() != null) {
          meant.add(message.getValue());
        }
      }
      jedis.publish("sse", "end");
    }

    for (RawStream stream : streams) {
      await().until(() -> stream.data().contains("end"));
      List<ReceivedEvent> events = stream.events();
      assertThat(events).hasSize(meant.size() + 1);
      for (int i = 0; i < meant.size(); i++) {
        Event event = meant.get(i);
        assertThat(events.get(i).data()).isEqualTo(event.data().replace("\r\n", "\n"));
        assertThat(events.get(i).type()).isEqualTo(event.type());
        if (event.id() != null) {
          assertThat(events.get(i).id()).isEqualTo(event.id());
        }
      }
      assertThat(stream.hasEnded()).isFalse();
      stream.close();
    }
  }

  /** A stream that has begun: what is published from now on is its. */
  private static RawStream openStream(URI uri) {
    RawStream stream = RawStream.open(uri);
    await().atMost(PATIENCE).until(() -> stream.comments() > 0);
    return stream;
  }

  private static List<String> ids(RawStream stream) {
    return stream.events().stream().map(event -> String.valueOf(event.id())).toList();
  }
}
