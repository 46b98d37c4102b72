package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.Cluster;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedCluster;
import dev.freshet.testing.Status;
import dev.freshet.testing.Tokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is connected, and who may not be any more, on all nodes of a hub. */
@ExtendWith(SharedCluster.class)
class ClusterRightsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SUBSCRIPTIONS = "/.well-known/mercure/subscriptions";

  private final Cluster cluster;

  ClusterRightsIT(Cluster cluster) {
    this.cluster = cluster;
  }

  private static RawStream open(FreshetServer node, String topic, String token) {
    URI uri = node.uri("/.well-known/mercure?topic=" + topic);
    RawStream stream = RawStream.open(uri, Map.of("Authorization", "Bearer " + token));
    await().until(() -> stream.status() > 0);
    return stream;
  }

  private static String list(FreshetServer node, String topic) {
    return Publisher.send(
            HttpRequest.newBuilder(node.uri(SUBSCRIPTIONS + "/" + topic))
                .header("Authorization", "Bearer " + Tokens.subscriber("*")))
        .body();
  }

  private static long listed(FreshetServer node, String topic) {
    return list(node, topic).split("\"active\":true", -1).length - 1L;
  }

  private static void revoke(FreshetServer node, String subject) {
    int status =
        Publisher.send(
                HttpRequest.newBuilder(node.uri("/api/revocations"))
                    .header("Authorization", "Bearer " + Tokens.administrator())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"subject\":\"" + subject + "\"}")))
            .statusCode();
    assertThat(status).isEqualTo(201);
  }

  private static void assertRefused(FreshetServer node, String subject) {
    RawStream refused = open(node, "t", Tokens.ofSubject(subject));
    assertThat(refused.status()).isEqualTo(401);
    refused.close();
  }

  @Test
  void revocation_atOneNode_countsAtAllAtOnce() {
    try (RawStream stream = open(cluster.node(1), "t", Tokens.ofSubject("mallory"))) {
      assertThat(stream.status()).isEqualTo(200);

      revoke(cluster.node(0), "mallory");

      await().atMost(Duration.ofSeconds(5)).until(stream::isDone);
      cluster.nodes().forEach(node -> assertRefused(node, "mallory"));
    }
  }

  @Test
  void nodeThatDies_isForgottenAndKnowsOnItsReturnWhatWasRevoked() {
    FreshetServer a = cluster.node(0);
    FreshetServer b = cluster.node(1);
    String watched = SUBSCRIPTIONS + "%7B/topic%7D%7B/subscriber%7D";
    try (RawStream atA = open(a, "present", Tokens.ofSubject("a"));
        RawStream atB = open(b, "present", Tokens.ofSubject("b"));
        RawStream watcher = open(a, watched, Tokens.subscriber("*"))) {
      await().until(() -> listed(a, "present") == 2 && listed(b, "present") == 2);

      b.kill();
      await().until(atB::hasEnded);
      revoke(a, "trudy");

      await().atMost(Duration.ofSeconds(15)).until(() -> listed(a, "present") == 1);
      await().atMost(PATIENCE).until(() -> isToldOver(watcher, "present"));
      assertThat(atA.hasEnded()).isFalse();
    }
    b.restart();
    await().atMost(PATIENCE).until(() -> Status.of(b).text("status").equals("up"));
    assertRefused(b, "trudy");
    await().atMost(PATIENCE).until(() -> listed(b, "present") == 0);
  }

  private static boolean isToldOver(RawStream watcher, String topic) {
    return watcher.data().stream()
        .anyMatch(
            data ->
                data.contains("\"topic\":\"" + topic + "\"") && data.contains("\"active\":false"));
  }
}
