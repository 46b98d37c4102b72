package dev.freshet.mercure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tokens;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is connected, as the API and the events tell it. */
@ExtendWith(SharedServer.class)
class SubscriptionsIT {
  private static final String HUB = "/.well-known/mercure";
  private static final String SUBSCRIPTIONS = HUB + "/subscriptions";

  /** With everything that must be percent-encoded in a path. */
  private final String topic = "https://example.com/" + UUID.randomUUID() + "/a b?c=d&e=%2F+\u20ac";

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static Map<String, String> all() {
    return Map.of("Authorization", "Bearer " + Tokens.subscriber("*"));
  }

  private static HttpResponse<String> get(FreshetServer server, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path))
            .header("Authorization", "Bearer " + Tokens.subscriber("*"));
    return Publisher.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static JsonObject json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/ld+json");
    return json(answer.body());
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  private RawStream open(FreshetServer server, String claims) {
    RawStream stream =
        RawStream.open(
            server.uri(HUB + "?topic=" + encode(topic)),
            Map.of("Authorization", "Bearer " + Tokens.of(claims)));
    await().until(() -> stream.comments() > 0);
    return stream;
  }

  @Test
  void collection_ofATopic_hasEachStreamOfIt(FreshetServer server) {
    String path = SUBSCRIPTIONS + "/" + encode(topic);
    try (RawStream one = open(server, "{\"mercure\":{\"payload\":{\"name\":\"Ada\"}}}");
        RawStream two = open(server, "{}")) {
      await().until(() -> json(get(server, path)).getJsonArray("subscriptions").size() == 2);

      JsonObject body = json(get(server, path));
      assertThat(body.getString("@context")).isEqualTo("https://mercure.rocks/");
      assertThat(body.getString("type")).isEqualTo("Subscriptions");
      assertThat(body.getString("id")).isEqualTo(path);
      assertThat(body.getString("lastEventID")).matches("\\d+-\\d+");
      JsonObject subscription = body.getJsonArray("subscriptions").getJsonObject(0);
      assertThat(subscription.getString("type")).isEqualTo("Subscription");
      assertThat(subscription.getString("topic")).isEqualTo(topic);
      assertThat(subscription.getBoolean("active")).isTrue();
      assertThat(subscription.getString("subscriber")).startsWith("urn:uuid:");
      assertThat(get(server, path).body()).contains("\"payload\":{\"name\":\"Ada\"}");
      assertThat(one.hasEnded() || two.hasEnded()).isFalse();
    }
    await().until(() -> json(get(server, path)).getJsonArray("subscriptions").isEmpty());
  }

  @Test
  void subscription_isFoundByItsOwnId(FreshetServer server) {
    String path = SUBSCRIPTIONS + "/" + encode(topic);
    try (RawStream stream = open(server, "{}")) {
      await().until(() -> json(get(server, path)).getJsonArray("subscriptions").size() == 1);
      JsonObject listed = json(get(server, path)).getJsonArray("subscriptions").getJsonObject(0);

      JsonObject own = json(get(server, listed.getString("id")));

      assertThat(own.getString("@context")).isEqualTo("https://mercure.rocks/");
      assertThat(own.getString("subscriber")).isEqualTo(listed.getString("subscriber"));
      assertThat(own).containsKey("lastEventID");
      assertThat(get(server, path + "/urn%3Auuid%3Anobody").statusCode()).isEqualTo(404);
      assertThat(stream.hasEnded()).isFalse();
    }
  }

  @Test
  void client_thatReadsTheListAndThenTheEvents_missesNothing(FreshetServer server) {
    String events = HUB + "?topic=" + encode(SUBSCRIPTIONS + "/" + encode(topic) + "{/subscriber}");
    String position = json(get(server, SUBSCRIPTIONS)).getString("lastEventID");
    RawStream stream = open(server, "{\"mercure\":{\"payload\":1}}");

    try (RawStream watcher =
            RawStream.open(server.uri(events + "&lastEventID=" + position), all());
        RawStream stranger =
            RawStream.open(server.uri(events + "&lastEventID=" + position), Map.of())) {
      await().until(() -> watcher.data().size() == 1);
      stream.close();
      await().until(() -> watcher.data().size() == 2);

      JsonObject begin = json(watcher.data().get(0));
      JsonObject end = json(watcher.data().get(1));
      assertThat(begin.getBoolean("active")).isTrue();
      assertThat(begin.getInt("payload")).isEqualTo(1);
      assertThat(begin.getString("id")).startsWith(SUBSCRIPTIONS + "/" + encode(topic) + "/");
      assertThat(end.getBoolean("active")).isFalse();
      assertThat(end.getString("id")).isEqualTo(begin.getString("id"));
      assertThat(watcher.headers()).containsEntry("last-event-id", position);
      assertThat(stranger.data()).isEmpty();
    }
  }

  @Test
  void stream_seesTheEventOfItsOwnBeginning(FreshetServer server) {
    String own = SUBSCRIPTIONS + "{/topic}{/subscriber}";
    try (RawStream stream = RawStream.open(server.uri(HUB + "?topic=" + encode(own)), all())) {
      await().until(() -> !stream.data().isEmpty());

      assertThat(json(stream.data().get(0)).getString("topic")).isEqualTo(own);
    }
  }

  @Test
  void list_thatHasNotChanged_is304(FreshetServer server) {
    String path = SUBSCRIPTIONS;
    // Other events come each second, so that it may have changed meanwhile.
    await()
        .untilAsserted(
            () -> {
              HttpResponse<String> first = get(server, path);
              String tag = first.headers().firstValue("ETag").orElseThrow();
              assertThat(tag).isEqualTo("\"" + json(first).getString("lastEventID") + "\"");
              HttpResponse<String> second = get(server, path, "If-None-Match", tag);
              assertThat(second.statusCode()).isEqualTo(304);
              assertThat(second.body()).isEmpty();
              assertThat(second.headers().firstValue("ETag")).contains(tag);
            });
    assertThat(get(server, path, "If-None-Match", "\"0-0\"").statusCode()).isEqualTo(200);
  }

  @Test
  void rights_areThoseToThePath(FreshetServer server) {
    String path = SUBSCRIPTIONS + "/" + encode(topic);
    String one = "Bearer " + Tokens.subscriber(path);
    String template = "Bearer " + Tokens.subscriber(SUBSCRIPTIONS + "{/topic}{/subscriber}");
    String publisher = "Bearer " + Tokens.publisher("*");

    assertThat(status(server, path, one)).isEqualTo(200);
    assertThat(status(server, SUBSCRIPTIONS, one)).isEqualTo(403);
    assertThat(status(server, path + "x", one)).isEqualTo(403);
    assertThat(status(server, path, template)).isEqualTo(200);
    assertThat(status(server, SUBSCRIPTIONS, template)).isEqualTo(200);
    assertThat(status(server, path, publisher)).isEqualTo(403);
    assertThat(status(server, path, "Bearer x")).isEqualTo(401);
    assertThat(Publisher.get(server.uri(path)).statusCode()).isEqualTo(401);
  }

  private static int status(FreshetServer server, String path, String authorization) {
    return Publisher.send(
            HttpRequest.newBuilder(server.uri(path)).header("Authorization", authorization))
        .statusCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "/a/",
        "/a/b/c",
        "/%ff",
        "/%00",
        "/%zz",
        "/a%2Fb%2F..%2F..%2F",
        "/..%2f..%2fapi%2fstatus",
        "/;jsessionid=1",
        "/a;b=c/d",
        "/%2e%2e/%2e%2e",
        "x",
        ".json"
      })
  void path_thatIsATrick_isRefusedOrFindsNothing(String rest, FreshetServer server) {
    try (RawStream answer = rawGet(server, SUBSCRIPTIONS + rest)) {
      await().until(() -> answer.status() > 0);

      assertThat(answer.status()).isBetween(200, 499);
      assertThat(answer.status()).isNotIn(301, 302, 307);
    }
  }

  /** With the path as it is: other clients would not send all of these. */
  private static RawStream rawGet(FreshetServer server, String path) {
    return RawStream.get("localhost", server.port(), path, all());
  }
}
