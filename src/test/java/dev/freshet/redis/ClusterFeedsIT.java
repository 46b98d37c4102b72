package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.EventId;
import dev.freshet.testing.Cluster;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import dev.freshet.testing.Schemas;
import dev.freshet.testing.SharedCluster;
import dev.freshet.testing.UptimeApi;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Feeds of two nodes on one Redis: those that each node samples, and those of the holder. */
@ExtendWith(SharedCluster.class)
class ClusterFeedsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Cluster cluster;

  ClusterFeedsIT(Cluster cluster) {
    this.cluster = cluster;
  }

  private static URI hub(FreshetServer node, String topic) {
    return node.uri("/.well-known/mercure?topic=" + topic);
  }

  /** A stream that has begun: what is published from now on is its. */
  private static RawStream openStream(URI uri) {
    RawStream stream = RawStream.open(uri);
    await().atMost(PATIENCE).until(() -> stream.comments() > 0);
    return stream;
  }

  /** Has the holder check a target each second, and gives the stream of that. */
  private RawStream openBeat(FreshetServer node) {
    String target = "{\"kind\":\"tcp\",\"address\":\"localhost:%d\",\"intervalSeconds\":1}";
    RawStream stream = openStream(hub(node, "uptime/beat"));
    int status =
        new UptimeApi(node).put("beat", target.formatted(cluster.redis().port())).statusCode();
    assertThat(status).isBetween(200, 201);
    await().atMost(PATIENCE).until(() -> beats(stream).size() > 2);
    return stream;
  }

  private static List<ReceivedEvent> beats(RawStream stream) {
    return stream.events().stream().filter(event -> "uptime".equals(event.type())).toList();
  }

  private static List<String> nodes(RawStream stream) {
    return beats(stream).stream().map(event -> node(event.data())).toList();
  }

  @Test
  void holderKilled_anotherFiresSoonAndNothingTwice() {
    FreshetServer holder = Objects.requireNonNull(cluster.holder());
    FreshetServer other =
        cluster.nodes().stream().filter(node -> node != holder).findAny().orElseThrow();
    try (RawStream stream = openBeat(other)) {
      holder.kill();
      int before = beats(stream).size();
      await().atMost(PATIENCE).until(() -> beats(stream).size() > before + 5);

      List<EventId> places = beats(stream).stream().map(ReceivedEvent::place).toList();
      for (int i = 1; i < places.size(); i++) {
        // One a second from whichever node, with room for a timer that is late and then early.
        // Three seconds for the lease, one until a check begins, and one until it is told.
        assertThat(places.get(i).millis() - places.get(i - 1).millis()).isBetween(200L, 7000L);
      }
      assertThat(nodes(stream).stream().distinct()).hasSize(2);
      assertThat(new UptimeApi(other).report("beat").getString("state")).isEqualTo("up");
    } finally {
      holder.restart();
    }
  }

  @Test
  void figures_areThoseOfEachNodeAndOfRedis() {
    try (RawStream stream = openStream(hub(cluster.node(0), "monitor"))) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  stream.data().stream()
                          .filter(data -> data.contains("\"usedMemory\""))
                          .map(ClusterFeedsIT::node)
                          .distinct()
                          .count()
                      == cluster.nodes().size());
      stream.data().forEach(data -> Schemas.assertValid("monitor", data));
    }
  }

  @Test
  void holderThatSleptThroughItsTerm_firesNothingTwice() {
    FreshetServer holder = Objects.requireNonNull(cluster.holder());
    FreshetServer other =
        cluster.nodes().stream().filter(node -> node != holder).findAny().orElseThrow();
    try (RawStream stream = openBeat(other)) {
      String first = nodes(stream).get(0);
      holder.pause();
      await().atMost(PATIENCE).until(() -> !last(nodes(stream)).equals(first));
      holder.resume();
      int before = beats(stream).size();
      await().atMost(PATIENCE).until(() -> beats(stream).size() > before + 5);

      List<String> nodes = nodes(stream);
      int change = nodes.lastIndexOf(first) + 1;
      assertThat(nodes.subList(0, change)).containsOnly(first);
      assertThat(nodes.subList(change, nodes.size())).doesNotContain(first);
    } finally {
      holder.resume();
    }
  }

  private static String last(List<String> all) {
    return all.get(all.size() - 1);
  }

  private static String node(String data) {
    return data.replaceAll(".*\"node\":\"([^\"]+)\".*", "$1");
  }
}
