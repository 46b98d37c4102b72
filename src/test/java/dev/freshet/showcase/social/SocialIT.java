package dev.freshet.showcase.social;

import static dev.freshet.testing.Schemas.assertValid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tokens;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people who follow, answer and like each other. */
@ExtendWith(SharedServer.class)
class SocialIT {
  private final String tag = "t" + UUID.randomUUID().toString().substring(0, 8);

  private static RawStream open(FreshetServer server, String... topics) {
    RawStream stream =
        RawStream.open(server.uri("/.well-known/mercure?topic=" + String.join("&topic=", topics)));
    await().until(() -> stream.status() == 200 && stream.comments() > 0);
    return stream;
  }

  private static List<String> types(RawStream stream) {
    return stream.events().stream().map(ReceivedEvent::type).toList();
  }

  @Test
  void follower_hearsOfEverythingOnOneStream(FreshetServer server) {
    SocialClient ada = SocialClient.joined(server);
    SocialClient bob = SocialClient.joined(server);
    assertThat(bob.send("PUT", "follows/people/" + ada.id()).statusCode()).isEqualTo(204);
    assertThat(bob.send("PUT", "follows/tags/" + tag).statusCode()).isEqualTo(204);
    JsonObject follows = SocialClient.json(bob.send("GET", "me")).getJsonObject("follows");
    assertThat(follows.toString()).contains(ada.id(), ada.name(), tag);

    try (RawStream stream =
        open(server, "social/people/" + ada.id(), "social/tags/" + tag, "social/posts/none")) {
      JsonObject post = ada.posted("about #" + tag.toUpperCase(Locale.ROOT));
      String id = post.getString("id");
      String answer =
          "{\"text\":\"so it is #" + tag + "\",\"replyTo\":\"" + id + "\",\"key\":\"k\"}";
      assertThat(bob.send("POST", "posts", answer).statusCode()).isEqualTo(201);
      assertThat(bob.send("POST", "posts", answer).statusCode()).isEqualTo(201);
      assertThat(bob.send("PUT", "posts/" + id + "/like").body()).contains("\"likes\":1");
      await().until(() -> types(stream).contains("like"));
      assertThat(ada.send("DELETE", "posts/" + id).statusCode()).isEqualTo(204);
      await().until(() -> types(stream).contains("post-removed"));

      assertThat(types(stream)).containsExactly("post", "post", "like", "post-removed");
      stream.events().forEach(event -> assertValid(String.valueOf(event.type()), event.data()));
      assertThat(bob.send("GET", "posts?followed=true").body())
          .contains("so it is")
          .doesNotContain("about #");
    }
  }

  @Test
  void history_givesAPlaceFromWhichAStreamMissesNothing(FreshetServer server) {
    SocialClient ada = SocialClient.joined(server);
    JsonObject before = ada.posted("before #" + tag);
    assertThat(ada.send("PUT", "posts/" + before.getString("id") + "/like").statusCode())
        .isEqualTo(200);
    JsonObject history = SocialClient.json(ada.send("GET", "posts?tag=" + tag + "&limit=1"));
    ada.posted("after #" + tag);
    JsonObject shown = history.getJsonArray("posts").getJsonObject(0);

    assertThat(shown.getString("text")).startsWith("before");
    assertThat(shown.getInt("likes")).isEqualTo(1);
    assertThat(shown.getBoolean("liked")).isTrue();
    assertThat(history.getBoolean("hasMore")).isTrue();
    try (RawStream stream =
        open(server, "social/tags/" + tag + "&lastEventID=" + history.getString("lastEventId"))) {
      await().until(() -> stream.data().stream().anyMatch(data -> data.contains("after #")));
    }
  }

  @Test
  void administrator_removesAnybodysPost(FreshetServer server) {
    SocialClient ada = SocialClient.joined(server);
    SocialClient bob = SocialClient.joined(server);
    String path = "posts/" + ada.posted("bad #" + tag).getString("id");
    assertThat(bob.send("DELETE", path).statusCode()).isEqualTo(403);
    HttpResponse<String> notAllowed = asBearer(server, path, Tokens.publisher("*"));
    assertThat(notAllowed.statusCode()).isEqualTo(403);
    assertThat(ada.send("GET", "posts?tag=" + tag).body()).contains("bad #");

    assertThat(asBearer(server, path, Tokens.administrator()).statusCode()).isEqualTo(204);
    assertThat(ada.send("GET", "posts?tag=" + tag).body()).doesNotContain("bad #");
    assertThat(asBearer(server, path, Tokens.administrator()).statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> asBearer(FreshetServer server, String path, String token) {
    return Publisher.send(
        new SocialClient(server)
            .request("DELETE", path, "")
            .header("Authorization", "Bearer " + token));
  }

  @Test
  void signUp_setsACookieThatNobodyElseCanUse(FreshetServer server) {
    String cookie =
        new SocialClient(server)
            .signUp("c" + tag)
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow()
            .toLowerCase(Locale.ROOT);
    assertThat(cookie)
        .contains("httponly", "samesite=strict", "path=/api/social", "max-age=")
        .doesNotContain("secure");
  }
}
