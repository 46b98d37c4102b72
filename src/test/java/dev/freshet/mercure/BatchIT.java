package dev.freshet.mercure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tokens;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many events in one request. */
@ExtendWith(SharedServer.class)
class BatchIT {
  private static final String HUB = "/.well-known/mercure";

  private static HttpResponse<String> post(FreshetServer server, String token, BodyPublisher body) {
    return Publisher.send(
        HttpRequest.newBuilder(server.uri(HUB))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-ndjson")
            .POST(body));
  }

  private static List<JsonObject> answers(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    return answer
        .body()
        .lines()
        .map(line -> Json.createReader(new StringReader(line)).readObject())
        .toList();
  }

  private static RawStream open(FreshetServer server, String topic) {
    RawStream stream = RawStream.open(server.uri(HUB + "?topic=" + topic));
    await().until(() -> stream.comments() > 0);
    return stream;
  }

  @Test
  void batch_ofManyLines_isPublishedInOrderWithAnIdEach(FreshetServer server) {
    String body =
        IntStream.range(0, 500)
            .mapToObj(i -> "{\"topic\": \"batch-many\", \"data\": \"" + i + "\"}")
            .collect(Collectors.joining("\n"));
    try (RawStream stream = open(server, "batch-many")) {
      List<JsonObject> answers =
          answers(post(server, Tokens.publisher("*"), BodyPublishers.ofString(body)));

      await().until(() -> stream.events().size() == 500);
      assertThat(answers).hasSize(500).allMatch(answer -> answer.getInt("status") == 200);
      assertThat(stream.events())
          .extracting(ReceivedEvent::id)
          .isEqualTo(answers.stream().map(answer -> answer.getString("id")).toList());
      assertThat(stream.data()).startsWith("0", "1").endsWith("498", "499");
    }
  }

  @Test
  void batch_withBadLines_publishesTheGoodOnesAndSaysWhatIsWrong(FreshetServer server) {
    String body =
        """
        {"topic": "batch-mixed", "data": {"a": [1, null]}, "type": "json", "retry": 5}
        not json
        [1]
        {"topic": "batch-mixed", "colour": "red"}
        {"topic": "batch-mixed", "retry": 1.5}
        {"topic": "batch-mixed", "retry": -1}
        {"topic": "batch-mixed", "private": "yes"}
        {"topic": 7}
        {"data": "no topic"}
        {"topic": "batch-mixed", "type": "a\\nid: evil"}
        {"topic": "forbidden"}
        {"topic": "/.well-known/mercure/x"}

        {"topic": ["batch-mixed", "batch-other"], "id": "mine", "data": "end"}
        """;
    try (RawStream stream = open(server, "batch-mixed")) {
      List<JsonObject> answers =
          answers(
              post(
                  server,
                  Tokens.publisher("batch-mixed", "batch-other"),
                  BodyPublishers.ofString(body)));

      assertThat(answers)
          .extracting(answer -> answer.getInt("status"))
          .containsExactly(200, 400, 400, 400, 400, 400, 400, 400, 400, 400, 403, 403, 200);
      assertThat(answers.get(3).getString("detail")).contains("colour");
      assertThat(answers.get(12).getString("id")).isEqualTo("mine");
      await().until(() -> stream.events().size() == 2);
      assertThat(stream.data()).containsExactly("{\"a\":[1,null]}", "end");
      assertThat(stream.events().get(0).type()).isEqualTo("json");
    }
  }

  @Test
  void batch_whoseLinesABoundlessParserWouldFailOn_isAnsweredLineByLine_andLogsNothing(
      FreshetServer server) {
    String body =
        String.join(
            "\n",
            "{\"topic\":\"batch-hostile\",\"data\":" + "[".repeat(1100) + "]".repeat(1100) + "}",
            "{\"topic\":\"batch-hostile\",\"retry\":1e99999999999}",
            "{\"topic\":\"batch-hostile\",\"retry\":1e999}",
            "{\"topic\":\"batch-hostile\",\"retry\":" + "1".repeat(2000) + "}",
            "{\"" + "x".repeat(100_000) + "\":1}",
            "{\"topic\":\"batch-hostile\",\"retry\":1}");
    long failures = failures(server);

    HttpResponse<String> answer =
        post(server, Tokens.publisher("*"), BodyPublishers.ofString(body));

    assertThat(answers(answer))
        .extracting(line -> line.getInt("status"))
        .containsExactly(400, 400, 400, 400, 400, 200);
    assertThat(answer.body()).hasSizeLessThan(10_000);
    assertThat(failures(server)).isEqualTo(failures);
  }

  /** Requests that the server's log has as failed, with their stack traces. */
  private static long failures(FreshetServer server) {
    return server.output().stream().filter(line -> line.contains("A request failed")).count();
  }

  @Test
  void batch_ofATokenThatMayPublishNothing_isRefusedBeforeItIsRead(FreshetServer server) {
    String token = Tokens.subscriber("*");

    assertThat(post(server, token, BodyPublishers.ofString("not json")).statusCode())
        .isEqualTo(403);
    assertThat(post(server, token, BodyPublishers.ofString("x\n".repeat(20_000))).statusCode())
        .isEqualTo(403);
  }

  @Test
  void batch_withoutContentType_isRefused(FreshetServer server) {
    HttpResponse<String> answer =
        Publisher.send(
            HttpRequest.newBuilder(server.uri(HUB))
                .header("Authorization", "Bearer " + Tokens.publisher("*"))
                .POST(BodyPublishers.ofString("{\"topic\":\"batch-untyped\"}")));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void batch_withoutARight_orTooLarge_orUnreadable_isRefusedWhole(FreshetServer server) {
    String line = "{\"topic\": \"batch-refused\"}\n";
    try (RawStream stream = open(server, "batch-refused")) {
      assertThat(post(server, "nonsense", BodyPublishers.ofString(line)).statusCode())
          .isEqualTo(401);
      String token = Tokens.publisher("*");
      assertThat(post(server, token, BodyPublishers.ofString(" \n")).statusCode()).isEqualTo(400);
      assertThat(
              post(server, token, BodyPublishers.ofByteArray((line + "é").getBytes(ISO_8859_1)))
                  .statusCode())
          .isEqualTo(400);
      assertThat(post(server, token, BodyPublishers.ofString(line.repeat(10_001))).statusCode())
          .isEqualTo(413);
      String large = "{\"topic\": \"batch-refused\", \"data\": \"" + "x".repeat(2_000_000) + "\"}";
      assertThat(answers(post(server, token, BodyPublishers.ofString(large))))
          .extracting(answer -> answer.getInt("status"))
          .containsExactly(413);

      new Publisher(server).publish("batch-refused", "end");
      await().until(() -> !stream.data().isEmpty());
      assertThat(stream.data()).containsExactly("end");
    }
  }
}
