package dev.freshet.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Strangers;
import dev.freshet.testing.Tokens;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests of clients that would rather speak HTTP/2, as Java's does unless it is told otherwise.
 * The server does not speak it: a client of it could fill the heap.
 */
@ExtendWith(SharedServer.class)
class UpgradeHardeningIT {
  private static final String HUB = "/.well-known/mercure";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static HttpResponse<String> post(FreshetServer server, BodyPublisher body)
      throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(server.uri(HUB))
            .header("Authorization", "Bearer " + Tokens.publisher("*"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(body)
            .build(),
        BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5000, 900_000})
  void postOfAClientThatOffersHttp2_isPublishedWhole(int length, FreshetServer server)
      throws Exception {
    String topic = "upgrade-" + UUID.randomUUID();
    String data = "y".repeat(length);
    try (RawStream stream = RawStream.open(server.uri(HUB + "?topic=" + topic))) {
      await().until(() -> stream.comments() > 0);

      HttpResponse<String> answer =
          post(server, BodyPublishers.ofString("topic=" + topic + "&data=" + data));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      await().until(() -> stream.data().equals(List.of(data)));
    }
  }

  @Test
  void bodyInChunksOfAClientThatOffersHttp2_isRefusedAndNotMisread(FreshetServer server)
      throws Exception {
    byte[] form = "topic=upgrade&data=chunked".getBytes(UTF_8);

    HttpResponse<String> answer =
        post(server, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)));

    assertThat(answer.statusCode()).isEqualTo(411);
    assertThat(answer.body()).contains("Content-Length");
  }

  @Test
  void stream_ofAClientThatOffersHttp2_opens(FreshetServer server) throws Exception {
    String topic = "upgrade-" + UUID.randomUUID();
    HttpRequest request =
        HttpRequest.newBuilder(server.uri(HUB + "?topic=" + topic))
            .header("Accept", "text/event-stream")
            .build();

    HttpResponse<Stream<String>> stream = CLIENT.send(request, BodyHandlers.ofLines());
    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(stream.headers().allValues("Transfer-Encoding")).containsExactly("chunked");
    assertThat(new Publisher(server).publish(topic, "x")).isNotEmpty();
    try (Stream<String> lines = stream.body()) {
      assertThat(lines.filter(line -> line.startsWith("data")).findFirst()).contains("data: x");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/vendor/uplot/uPlot.esm.js, text/javascript",
    "/signin.xhtml, text/html;charset=UTF-8",
    "/api/status, application/json",
    "/api/nothing, application/problem+json",
    "/.well-known/mercure/subscriptions, application/problem+json"
  })
  void answerToAClientThatOffersHttp2_saysItsTypeAndLength(
      String path, String type, FreshetServer server) throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(HttpRequest.newBuilder(server.uri(path)).build(), BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    assertThat(answer.headers().firstValueAsLong("Content-Length"))
        .hasValue(answer.body().getBytes(UTF_8).length);
  }

  @Test
  void connectionThatBeginsWithHttp2_isRefused(FreshetServer server) {
    try (Strangers strangers = new Strangers(server)) {
      Strangers one = strangers.send(1, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      await().until(() -> one.answers().get(0).startsWith("HTTP/1.1 501"));
    }
  }
}
