package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.Schemas;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A market of published quotes in a server, and alerts on it. */
class AlertIT {
  private static final String API = "/api/market/alerts";

  @TempDir private static Path data = Path.of("");

  private static FreshetServer server;

  @BeforeAll
  static void start() {
    server =
        FreshetServer.start(
            Map.of(
                "FRESHET_MARKET", "topic",
                "FRESHET_DATA", data.toString(),
                "FRESHET_TRUSTED_PROXIES", "127.0.0.1, ::1"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }

  private static void quote(String symbol, String price) {
    new Publisher(server)
        .publish(
            "quotes",
            "{\"symbol\":\"%s\",\"time\":%d,\"price\":%s}"
                .formatted(symbol, System.currentTimeMillis(), price));
    await()
        .until(
            () -> {
              String path = "/api/market/" + symbol + "/candles?limit=1";
              String body = Publisher.get(server.uri(path)).body();
              return body.contains("\"close\":" + price);
            });
  }

  private static HttpResponse<String> send(String method, String path, String body, int host) {
    return Publisher.send(
        HttpRequest.newBuilder(server.uri(path))
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", "192.0.2." + host)
            .method(method, BodyPublishers.ofString(body)));
  }

  private static String wish(String symbol, String threshold) {
    return "{\"symbol\":\"%s\",\"kind\":\"above\",\"threshold\":%s}".formatted(symbol, threshold);
  }

  @Test
  void alert_onAPublishedPrice_firesOnItsTopic() {
    quote("FIRE", "10.00");
    HttpResponse<String> set = send("POST", API, wish("FIRE", "10.50"), 1);
    assertThat(set.statusCode()).as(set.body()).isEqualTo(201);
    JsonObject alert = json(set);
    String path = API + "/" + alert.getString("id");
    assertThat(set.headers().firstValue("Location").orElseThrow()).endsWith(path);

    try (RawStream stream =
        RawStream.open(server.uri("/.well-known/mercure?topic=" + alert.getString("topic")))) {
      await().until(() -> stream.comments() > 0);
      quote("FIRE", "10.60");
      await().until(() -> !stream.events().isEmpty());

      assertThat(stream.events().get(0).type()).isEqualTo("alert");
      Schemas.assertValid("alert", stream.data().get(0));
    }
    await().until(() -> json(send("GET", path, "", 1)).getInt("fired") == 1);
  }

  @Test
  void alert_isThereUntilItIsRemoved_alsoAfterARestart() {
    quote("KEEP", "10.00");
    String path = API + "/" + json(send("POST", API, wish("KEEP", "11"), 2)).getString("id");
    server.stop();
    server.restart();

    assertThat(json(send("GET", path, "", 2)).getInt("threshold")).isEqualTo(11);
    assertThat(send("DELETE", path, "", 2).statusCode()).isEqualTo(204);
    assertThat(send("GET", path, "", 2).statusCode()).isEqualTo(404);
    assertThat(send("DELETE", path, "", 2).statusCode()).isEqualTo(404);
  }

  @Test
  void wish_thatCannotBeGranted_isRefusedWithAProblem() {
    quote("BAD", "10.00");
    for (String body :
        new String[] {
          "",
          "[]",
          "null",
          "{",
          "{}",
          "[".repeat(2000),
          "{\"a\":".repeat(700),
          wish("NOBODY", "1"),
          wish("BAD", "-1"),
          wish("BAD", "1e999999999"),
          wish("BAD", "\"1\""),
          wish("BAD", "1,\"more\":1")
        }) {
      HttpResponse<String> answer = send("POST", API, body, 3);
      assertThat(answer.statusCode()).as(body + answer.body()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
    assertThat(send("POST", API, " ".repeat(5000), 3).statusCode()).isEqualTo(413);
  }

  @Test
  void tooManyAlertsOfOneAddress_areRefused_andOthersAreNot() {
    quote("MANY", "10.00");
    for (int i = 0; i < 20; i++) {
      assertThat(send("POST", API, wish("MANY", "11"), 4).statusCode()).isEqualTo(201);
    }
    HttpResponse<String> refused = send("POST", API, wish("MANY", "11"), 4);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 7L);
    assertThat(send("POST", API, wish("MANY", "11"), 5).statusCode()).isEqualTo(201);
  }
}
