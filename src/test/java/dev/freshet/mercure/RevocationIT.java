package dev.freshet.mercure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Status;
import dev.freshet.testing.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are taken back before they expire. */
@ExtendWith(SharedServer.class)
class RevocationIT {
  private static final String HUB = "/.well-known/mercure?topic=t";
  private static final String API = "/api/revocations";

  private final String subject = UUID.randomUUID().toString();

  private static HttpResponse<String> send(
      FreshetServer server, String method, String path, String body, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    return Publisher.send(
        token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
  }

  private static HttpResponse<String> revoke(FreshetServer server, String body) {
    return send(server, "POST", API, body, Tokens.administrator());
  }

  private static RawStream open(FreshetServer server, String token) {
    RawStream stream = RawStream.open(server.uri(HUB), Map.of("Authorization", "Bearer " + token));
    await().until(() -> stream.status() > 0);
    return stream;
  }

  private static int publish(FreshetServer server, String token) {
    return Publisher.send(
            HttpRequest.newBuilder(server.uri("/.well-known/mercure"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("topic=t")))
        .statusCode();
  }

  @Test
  void subject_losesItsStreamsAndIsRefused(FreshetServer server) {
    String token = Tokens.ofSubject(subject);
    int before = Status.of(server).closed("revoked");
    try (RawStream stream = open(server, token);
        RawStream other = open(server, Tokens.ofSubject("x" + subject))) {
      HttpResponse<String> answer = revoke(server, "{\"subject\":\"" + subject + "\"}");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      await().until(stream::isDone);
      assertThat(Status.of(server).closed("revoked")).isEqualTo(before + 1);
      assertThat(publish(server, token)).isEqualTo(401);
      RawStream again = open(server, token);
      assertThat(again.status()).isEqualTo(401);
      again.close();
      assertThat(other.hasEnded()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "1", "9", "{\"a\":"})
  void body_thatABoundlessParserWouldFailOn_isRefused_andLogsNothing(
      String unit, FreshetServer server) {
    String body = "{\"subject\":" + unit.repeat(1100);
    long failures = failures(server);

    assertThat(revoke(server, body).statusCode()).isEqualTo(400);
    assertThat(revoke(server, body + "}").statusCode()).isEqualTo(400);
    assertThat(revoke(server, "{\"until\":1e99999999999}").statusCode()).isEqualTo(400);
    assertThat(failures(server)).isEqualTo(failures);
  }

  private static long failures(FreshetServer server) {
    return server.output().stream().filter(line -> line.contains("A request failed")).count();
  }

  @Test
  void subject_withATokenMadeLater_isLetIn(FreshetServer server) {
    revoke(server, "{\"subject\":\"" + subject + "\"}");
    String later =
        Tokens.of(
            "{\"sub\":\""
                + subject
                + "\",\"iat\":"
                + Instant.now().plusSeconds(2).getEpochSecond()
                + ",\"mercure\":{\"publish\":[\"*\"]}}");

    assertThat(publish(server, later)).isEqualTo(200);
  }

  @Test
  void token_byItsName_losesItsStreamAndNoOtherDoes(FreshetServer server) {
    String claims = "{\"sub\":\"" + subject + "\",\"jti\":\"" + subject;
    try (RawStream one = open(server, Tokens.of(claims + "-1\"}"));
        RawStream two = open(server, Tokens.of(claims + "-2\"}"))) {
      revoke(server, "{\"tokenId\":\"" + subject + "-1\"}");

      await().until(one::isDone);
      assertThat(two.hasEnded()).isFalse();
    }
  }

  @Test
  void poll_thatWaits_isEndedToo(FreshetServer server) {
    String token = Tokens.ofSubject(subject);
    try (RawStream poll =
        RawStream.open(
            server.uri(HUB + "&wait=30"),
            Map.of("Authorization", "Bearer " + token, "Accept", "application/json"))) {
      await().until(() -> Status.of(server).number("streams") > 0);

      await()
          .untilAsserted(
              () -> {
                revoke(server, "{\"subject\":\"" + subject + "\"}");
                assertThat(poll.status()).isEqualTo(401);
              });
    }
  }

  @Test
  void revocation_isListedUntilItIsLifted(FreshetServer server) {
    String token = Tokens.ofSubject(subject);
    String admin = Tokens.administrator();
    revoke(server, "{\"subject\":\"" + subject + "\",\"until\":\"2999-01-01T00:00:00Z\"}");

    assertThat(send(server, "GET", API, "", admin).body())
        .contains("\"subject\":\"" + subject + "\"")
        .contains("\"until\":\"2999-01-01T00:00:00Z\"");
    String one = API + "?subject=" + subject;
    assertThat(send(server, "DELETE", one, "", admin).statusCode()).isEqualTo(204);
    assertThat(send(server, "DELETE", one, "", admin).statusCode()).isEqualTo(404);
    assertThat(send(server, "GET", API, "", admin).body()).doesNotContain(subject);
    assertThat(publish(server, token)).isEqualTo(200);
  }

  @Test
  void administration_withoutTheRight_isRefused(FreshetServer server) {
    String body = "{\"subject\":\"" + subject + "\"}";

    for (String method : new String[] {"POST", "GET", "DELETE"}) {
      String sent = method.equals("POST") ? body : "";
      assertThat(send(server, method, API, sent, "").statusCode()).isEqualTo(401);
      assertThat(send(server, method, API, sent, Tokens.publisher("*")).statusCode())
          .isEqualTo(403);
    }
    assertThat(publish(server, Tokens.ofSubject(subject))).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"subject\":1}",
        "{\"subject\":\"\"}",
        "{\"subject\":\"a\",\"tokenId\":\"b\"}",
        "{\"subject\":\"a\",\"until\":\"soon\"}",
        "{\"subject\":\"a\",\"until\":\"2020-01-01T00:00:00Z\"}",
        "{\"subject\":\"a\",\"reason\":\"b\"}"
      })
  void revocation_thatCannotBeRead_is400(String body, FreshetServer server) {
    HttpResponse<String> answer = revoke(server, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }
}
