package dev.freshet.showcase.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.Cluster;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedCluster;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes are one place to talk. */
@ExtendWith(SharedCluster.class)
class SocialClusterIT {
  private final Cluster cluster;

  SocialClusterIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void person_ofOneNode_isKnownAtTheOther() {
    FreshetServer one = cluster.node(0);
    FreshetServer two = cluster.node(1);
    SocialClient ada = SocialClient.joined(one);
    SocialClient adaAtTwo = ada.at(two);
    await().until(() -> adaAtTwo.send("GET", "me").body().contains(ada.id()));
    SocialClient bob = SocialClient.joined(two);
    try (RawStream stream =
        RawStream.open(one.uri("/.well-known/mercure?topic=social/tags/both"))) {
      await().until(() -> stream.comments() > 0);
      JsonObject post = adaAtTwo.posted("on #both");
      String id = post.getString("id");
      await().until(() -> ada.send("PUT", "posts/" + id + "/like").statusCode() == 200);
      assertThat(bob.send("PUT", "posts/" + id + "/like").statusCode()).isEqualTo(200);
      await().until(() -> stream.data().contains("{\"id\":\"" + id + "\",\"likes\":2}"));
      assertThat(ada.send("DELETE", "posts/" + id).statusCode()).isEqualTo(204);
      await().until(() -> !bob.send("GET", "posts?tag=both").body().contains(id));
      await().until(() -> stream.data().contains("{\"id\":\"" + id + "\"}"));
    }
  }

  @Test
  void name_wantedAtBothNodesAtOnce_isGivenOnce() {
    for (int i = 0; i < 10; i++) {
      String name = "same" + i;
      List<CompletableFuture<HttpResponse<String>>> answers =
          cluster.nodes().stream()
              .map(node -> CompletableFuture.supplyAsync(() -> new SocialClient(node).signUp(name)))
              .toList();
      assertThat(answers.stream().map(answer -> answer.join().statusCode()))
          .containsExactlyInAnyOrder(201, 409);
    }
  }

  @Test
  void post_sentToBothNodesAtOnce_isSaidOnce() {
    SocialClient ada = SocialClient.joined(cluster.node(0));
    SocialClient adaAtTwo = ada.at(cluster.node(1));
    await().until(() -> adaAtTwo.send("GET", "me").body().contains(ada.id()));
    for (int i = 0; i < 10; i++) {
      String body = "{\"text\":\"once " + i + "\",\"key\":\"k" + i + "\"}";
      List<CompletableFuture<HttpResponse<String>>> answers =
          List.of(ada, adaAtTwo).stream()
              .map(
                  client -> CompletableFuture.supplyAsync(() -> client.send("POST", "posts", body)))
              .toList();
      assertThat(answers.stream().map(answer -> answer.join().statusCode()))
          .contains(201)
          .isSubsetOf(201, 409);
    }
    await()
        .untilAsserted(
            () -> {
              HttpResponse<String> all = ada.send("GET", "posts?person=" + ada.id());
              assertThat(SocialClient.json(all).getJsonArray("posts")).hasSize(10);
            });
  }
}
