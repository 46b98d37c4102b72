package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other origins are allowed on each kind of answer. */
@ExtendWith(SharedServer.class)
class CorsIT {
  private static final String HUB = "/.well-known/mercure";
  private static final String FRIEND = "https://one.friends.example";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String ALLOW_ORIGIN = "access-control-allow-origin";

  private static HttpResponse<String> send(
      FreshetServer server, String method, String path, String... headers) {
    return Publisher.send(
        HttpRequest.newBuilder(server.uri(path))
            .headers(headers)
            .method(method, BodyPublishers.noBody()));
  }

  private static void assertAllowed(HttpResponse<String> answer) {
    assertThat(answer.headers().allValues(ALLOW_ORIGIN)).containsExactly(FRIEND);
    assertThat(answer.headers().allValues("access-control-allow-credentials"))
        .containsExactly("true");
    assertThat(answer.headers().allValues("vary")).contains("Origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {HUB + "?topic=t", "/stream?channel=t"})
  void stream_toAListedOrigin_isAllowedBeforeAnyEvent(String path, FreshetServer server) {
    try (RawStream stream = RawStream.open(server.uri(path), Map.of("Origin", FRIEND))) {
      await().until(() -> stream.comments() > 0);

      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.headers())
          .containsEntry(ALLOW_ORIGIN, FRIEND)
          .containsEntry("access-control-allow-credentials", "true")
          .containsEntry("access-control-expose-headers", "Last-Event-ID, Link")
          .containsEntry("vary", "Origin");
    }
  }

  @Test
  void stream_toAnotherOrigin_isNotAllowed(FreshetServer server) {
    try (RawStream stream =
        RawStream.open(
            server.uri(HUB + "?topic=t"), Map.of("Origin", "https://stranger.example"))) {
      await().until(() -> stream.comments() > 0);

      assertThat(stream.headers())
          .containsEntry("vary", "Origin")
          .doesNotContainKeys(ALLOW_ORIGIN, "access-control-allow-credentials");
    }
  }

  @Test
  void answer_thatRefuses_canBeReadToo(FreshetServer server) {
    HttpResponse<String> noTopic = send(server, "GET", HUB, "Origin", FRIEND);
    HttpResponse<String> noToken =
        send(server, "POST", HUB, "Origin", FRIEND, "Content-Type", FORM);
    HttpResponse<String> noMethod = send(server, "PUT", "/api/status", "Origin", FRIEND);

    assertThat(noTopic.statusCode()).isEqualTo(400);
    assertThat(noToken.statusCode()).isEqualTo(401);
    assertThat(noMethod.statusCode()).isEqualTo(405);
    assertAllowed(noTopic);
    assertAllowed(noToken);
    assertAllowed(noMethod);
  }

  @Test
  void status_toAListedOrigin_isAllowed(FreshetServer server) {
    HttpResponse<String> answer = send(server, "GET", "/api/status", "Origin", FRIEND);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertAllowed(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {HUB, "/stream", "/api/status"})
  void preflight_ofAListedOrigin_is204WithWhatItMaySend(String path, FreshetServer server) {
    HttpResponse<String> answer =
        send(
            server,
            "OPTIONS",
            path,
            "Origin",
            FRIEND,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertAllowed(answer);
    assertThat(answer.headers().map())
        .containsKeys(
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-max-age");
  }

  @Test
  void preflight_ofAnotherOrigin_allowsNothing(FreshetServer server) {
    HttpResponse<String> answer =
        send(
            server,
            "OPTIONS",
            HUB,
            "Origin",
            "https://stranger.example",
            "Access-Control-Request-Method",
            "POST");

    assertThat(answer.headers().map())
        .doesNotContainKeys(ALLOW_ORIGIN, "access-control-allow-methods");
  }

  @Test
  void page_toAListedOrigin_isNotAllowed(FreshetServer server) {
    HttpResponse<String> answer = send(server, "GET", "/", "Origin", FRIEND);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map()).doesNotContainKey(ALLOW_ORIGIN);
  }
}
