package dev.freshet.showcase.social;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.SharedServer;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not allowed is refused, with words, and changes nothing. */
@ExtendWith(SharedServer.class)
class SocialHardeningIT {
  private static void assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(SocialClient.json(answer).getString("detail")).isNotBlank();
  }

  private static String posts(FreshetServer server, SocialClient client) {
    return new SocialClient(server).send("GET", "posts?person=" + client.id()).body();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, posts",
    "DELETE, posts/x",
    "PUT, posts/x/like",
    "DELETE, posts/x/like",
    "PUT, follows/people/x",
    "DELETE, follows/people/x",
    "PUT, follows/tags/x",
    "DELETE, follows/tags/x"
  })
  void stranger_isToldToChooseAName(String method, String path, FreshetServer server) {
    String body = method.equals("POST") ? "{\"text\":\"x\"}" : "";
    assertProblem(new SocialClient(server).send(method, path, body), 401);
  }

  @Test
  void cookie_thatIsMadeUp_isAStrangers(FreshetServer server) {
    assertProblem(
        Publisher.send(
            new SocialClient(server)
                .request("POST", "posts", "{\"text\":\"x\"}")
                .header("Cookie", SocialDoor.COOKIE + "=" + "A".repeat(43))),
        401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "", "http://localhost:1"})
  void pageOfAnotherOrigin_changesNothing(String origin, FreshetServer server) {
    SocialClient ada = SocialClient.joined(server);
    String id = ada.posted("mine").getString("id");
    ada.comeFrom(origin);

    assertProblem(ada.post("forged"), 403);
    assertProblem(ada.send("DELETE", "posts/" + id), 403);
    assertProblem(ada.send("PUT", "posts/" + id + "/like"), 403);
    assertProblem(ada.send("PUT", "follows/tags/x"), 403);
    SocialClient stranger = new SocialClient(server);
    stranger.comeFrom(origin);
    assertProblem(stranger.signUp("forged"), 403);
    assertThat(posts(server, ada)).contains("mine", "\"likes\":0").doesNotContain("forged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void bodyThatAFormCouldSend_isRefused(String type, FreshetServer server) {
    SocialClient ada = SocialClient.joined(server);
    HttpResponse<String> answer =
        Publisher.send(
            ada.request("POST", "posts", "")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"text\":\"forged\"}")));
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(posts(server, ada)).doesNotContain("forged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"text\":1}",
        "{\"text\":\"\"}",
        "{\"text\":\" \\u202e \"}",
        "{\"text\":\"a\\u0000b\"}",
        "{\"text\":\"a\\u001bb\"}",
        "{\"text\":\"a\\ud800\"}",
        "{\"text\":\"x\",\"author\":\"y\"}",
        "{\"text\":\"x\",\"key\":\"a b\"}",
        "{\"text\":\"x\",\"key\":7}",
        "{\"text\":\"x\"",
        "{\"text\":null}"
      })
  void post_thatCannotBeTaken_is400(String body, FreshetServer server) {
    SocialClient ada = SocialClient.joined(server);
    HttpResponse<String> answer =
        Publisher.send(
            ada.request("POST", "posts", "")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    assertProblem(answer, 400);
    assertThat(posts(server, ada)).contains("\"posts\":[]");
  }

  @Test
  void post_thatIsTooLong_isRefused(FreshetServer server) {
    SocialClient ada = SocialClient.joined(server);
    HttpResponse<String> answer = ada.post("x".repeat(10_000));
    assertProblem(answer, 400);
    assertThat(answer.body()).contains("10000 characters", "500");
    assertProblem(ada.post("x".repeat(100_000)), 413);
    assertThat(posts(server, ada)).contains("\"posts\":[]");
  }

  @Test
  void post_withMarkupAndOverrides_isHarmlessText(FreshetServer server) {
    SocialClient ada = SocialClient.joined(server);
    JsonObject post = ada.posted("<script>alert(1)</script>\u202egnp.exe\u2066\u200f ");
    assertThat(post.getString("text")).isEqualTo("<script>alert(1)</script>gnp.exe");
  }

  @Test
  void reply_toNothing_is404(FreshetServer server) {
    assertProblem(
        SocialClient.joined(server)
            .send("POST", "posts", "{\"text\":\"x\",\"replyTo\":\"000000000aaaaaaaa\"}"),
        404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=101",
        "limit=x",
        "tag=a%20b",
        "tag=",
        "followed=maybe",
        "colour=red"
      })
  void question_thatCannotBeAnswered_is400(String query, FreshetServer server) {
    assertProblem(SocialClient.joined(server).send("GET", "posts?" + query), 400);
  }

  @Test
  void question_aboutFollowsOfAStranger_is401(FreshetServer server) {
    assertProblem(new SocialClient(server).send("GET", "posts?followed=true"), 401);
  }

  @Test
  void name_thatSomebodyHas_is409(FreshetServer server) {
    SocialClient ada = SocialClient.joined(server);
    String shout = ada.name().toUpperCase(Locale.ROOT);
    assertProblem(new SocialClient(server).signUp(shout), 409);
    assertProblem(ada.signUp("x" + ada.name().substring(1)), 409);
    assertProblem(new SocialClient(server).signUp("a\u202eb"), 400);
  }

  @Test
  void key_ofAnotherPost_is422(FreshetServer server) {
    SocialClient ada = SocialClient.joined(server);
    assertThat(ada.send("POST", "posts", "{\"text\":\"a\",\"key\":\"k\"}").statusCode())
        .isEqualTo(201);
    assertProblem(ada.send("POST", "posts", "{\"text\":\"b\",\"key\":\"k\"}"), 422);
  }

  @Test
  void posts_tooManyAtOnce_are429(FreshetServer server) {
    SocialClient ada = SocialClient.joined(server);
    HttpResponse<String> answer = ada.post("first");
    for (int i = 0; i < 30 && answer.statusCode() == 201; i++) {
      answer = ada.post("more " + i);
    }
    assertProblem(answer, 429);
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
    assertThat(SocialClient.joined(server).post("of another").statusCode()).isEqualTo(201);
  }
}
