package dev.freshet.mercure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tokens;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Mercure 1.0 adds: other selectors, other names, the method QUERY, other tokens. */
@ExtendWith(SharedServer.class)
class MatchersIT {
  private static final String HUB = "/.well-known/mercure";

  private final String root = "https://example.com/" + UUID.randomUUID();

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static RawStream open(FreshetServer server, String parameter, String value) {
    RawStream stream = RawStream.open(server.uri(HUB + "?" + parameter + "=" + encode(value)));
    await().until(() -> stream.comments() > 0);
    return stream;
  }

  @Test
  void selectors_matchAsTheirNamesSay(FreshetServer server) {
    try (RawStream exact = open(server, "match_exact", root + "/{id}");
        RawStream plain = open(server, "match", root + "/{id}");
        RawStream template = open(server, "topic", root + "/{id}");
        RawStream pattern = open(server, "match_urlpattern", root + "/:id");
        RawStream all = open(server, "match", "*")) {
      Publisher publisher = new Publisher(server);
      publisher.publish(root + "/1", "a");
      publisher.publish(root + "/1/2", "b");
      publisher.publish(root + "/{id}", "c");

      await().until(() -> all.data().contains("c"));
      await().until(() -> !exact.data().isEmpty() && !plain.data().isEmpty());
      assertThat(exact.data()).containsExactly("c");
      assertThat(plain.data()).containsExactly("c");
      await().until(() -> template.data().size() == 2 && pattern.data().size() == 2);
      assertThat(template.data()).containsExactly("a", "c");
      assertThat(pattern.data()).containsExactly("a", "c");
      assertThat(all.data()).contains("a", "b", "c");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "match_regexp=a",
        "matchURLPattern=a",
        "match_urlpattern=%28a%29",
        "match_urlpattern=https://%7B",
        "match=",
        "match_exact=%00",
        "topic=%ff"
      })
  void selector_thatCannotBe_is400(String query, FreshetServer server) {
    HttpResponse<String> answer = Publisher.get(server.uri(HUB + "?" + query));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void lastEventId_isTakenUnderEachOfItsNames(FreshetServer server) {
    String a = new Publisher(server).publish(root, "a");
    new Publisher(server).publish(root, "b");

    for (String name : new String[] {"lastEventID", "last_event_id", "Last-Event-ID"}) {
      try (RawStream stream =
          RawStream.open(server.uri(HUB + "?match=" + encode(root) + "&" + name + "=" + a))) {
        await().until(() -> !stream.data().isEmpty());
        assertThat(stream.data()).containsExactly("b");
      }
    }
  }

  @Test
  void query_isAGetWithTheParametersInItsBody(FreshetServer server) {
    new Publisher(server).publish(root, "a");
    String form = "match=" + encode(root) + "&last_event_id=earliest" + "&topic=x".repeat(900);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(HUB))
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded");

    HttpResponse<String> answer =
        Publisher.send(request.copy().method("QUERY", BodyPublishers.ofString(form)));
    HttpResponse<String> other =
        Publisher.send(
            HttpRequest.newBuilder(server.uri(HUB))
                .header("Content-Type", "application/json")
                .method("QUERY", BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"data\":\"a\"");
    assertThat(other.statusCode()).isEqualTo(415);
  }

  @Test
  void tokenOfVersionOne_givesItsRights(FreshetServer server) {
    String claims =
        "{\"authorization_details\":[{\"type\":\"https://mercure.rocks/authorization-detail\","
            + "\"actions\":[\"publish\",\"subscribe\"],"
            + "\"topics\":[{\"match\":\""
            + root
            + "/:id\",\"match_type\":\"URLPattern\"}]}]}";
    Map<String, String> token = Map.of("Authorization", "Bearer " + Tokens.of(claims));
    try (RawStream stream =
        RawStream.open(server.uri(HUB + "?match_urlpattern=" + encode(root + "/*")), token)) {
      await().until(() -> stream.comments() > 0);

      assertThat(publish(server, claims, root + "/1")).isEqualTo(200);
      assertThat(publish(server, claims, root + "/1/2")).isEqualTo(403);
      await().until(() -> !stream.data().isEmpty());
    }
  }

  private static int publish(FreshetServer server, String claims, String topic) {
    return Publisher.send(
            HttpRequest.newBuilder(server.uri(HUB))
                .header("Authorization", "Bearer " + Tokens.of(claims))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("private=on&topic=" + encode(topic))))
        .statusCode();
  }
}
