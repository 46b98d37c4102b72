package dev.freshet.web;

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
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, with which status, and that nothing of it is published. */
@ExtendWith(SharedServer.class)
class ProblemIT {
  private static final String HUB = "/.well-known/mercure";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static void assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonObject problem = Json.createReader(new StringReader(answer.body())).readObject();
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).isNotBlank();
  }

  private static HttpRequest.Builder post(FreshetServer server, String type, String body) {
    return HttpRequest.newBuilder(server.uri(HUB))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofString(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "data=x",
        "topic=",
        "topic=*",
        "topic=a%00",
        "topic=t&retry=abc",
        "topic=t&retry=-1",
        "topic=t&retry=1.5",
        "topic=t&retry=99999999999",
        "topic=t&id=a%0Ab",
        "topic=t&id=a%0Db",
        "topic=t&id=a%00b",
        "topic=t&id=%23a",
        "topic=t&id=%C3%A9",
        "topic=t&type=a%0Ab",
        "topic=t&type=a%0Db",
        "topic=t&type=a%00b",
        "topic=t&data=%ff",
        "topic=t&data=%zz",
        "topic=t&data=%2"
      })
  void publish_whatCannotBeSent_is400AndNothingIsPublished(String form, FreshetServer server) {
    Publisher publisher = new Publisher(server);
    try (RawStream all = RawStream.open(server.uri(HUB + "?topic=t&topic=a&topic=end"))) {
      await().until(() -> all.comments() > 0);

      assertProblem(publisher.post(form), 400);

      publisher.publish("end", "end");
      await().until(() -> !all.events().isEmpty());
      assertThat(all.data()).containsExactly("end");
    }
  }

  @Test
  void publish_tooManyTopics_is400(FreshetServer server) {
    String form = "topic=t&".repeat(1001) + "data=x";

    assertProblem(new Publisher(server).post(form), 400);
  }

  @Test
  void publish_withoutAValidToken_is401AndSaysHow(FreshetServer server) {
    HttpResponse<String> none = Publisher.send(post(server, FORM, "topic=t"));
    assertProblem(none, 401);
    assertThat(none.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
    for (String value : Arrays.asList("Bearer x", "Bearer", "Basic dTpw", "x", "Bearer a.b.c")) {
      assertProblem(
          Publisher.send(post(server, FORM, "topic=t").header("Authorization", value)), 401);
    }
  }

  @Test
  void publish_withoutTheRight_is403(FreshetServer server) {
    for (String token : Arrays.asList(Tokens.publisher("other"), Tokens.subscriber("*"))) {
      assertProblem(
          Publisher.send(
              post(server, FORM, "topic=t&topic=other").header("Authorization", "Bearer " + token)),
          403);
    }
  }

  @Test
  void publish_toTheHubsOwnTopics_is403(FreshetServer server) {
    assertProblem(new Publisher(server).post("topic=/.well-known/mercure/subscriptions"), 403);
  }

  @Test
  void publish_anotherContentType_is415(FreshetServer server) {
    for (String type : Arrays.asList("application/json", "text/plain", "multipart/form-data")) {
      assertProblem(
          Publisher.send(
              post(server, type, "topic=t")
                  .header("Authorization", "Bearer " + Tokens.publisher("*"))),
          415);
    }
  }

  @Test
  void publish_overTheSizeLimit_is413(FreshetServer server) {
    int limit = 1024 * 1024;
    Publisher publisher = new Publisher(server);

    assertProblem(publisher.post("topic=t&data=" + "x".repeat(limit + 1)), 413);
    assertProblem(publisher.post("topic=t&data=" + "x".repeat(4 * limit)), 413);
    assertThat(publisher.post("topic=large&data=" + "x".repeat(limit)).statusCode()).isEqualTo(200);
  }

  @Test
  void method_thatIsNotThere_is405WithAllow(FreshetServer server) {
    for (String path : Arrays.asList(HUB, "/stream", "/api/status")) {
      HttpResponse<String> answer =
          Publisher.send(
              HttpRequest.newBuilder(server.uri(path)).method("PUT", BodyPublishers.noBody()));
      assertProblem(answer, 405);
      assertThat(answer.headers().firstValue("Allow"))
          .hasValueSatisfying(allow -> assertThat(allow).contains("GET"));
    }
    assertProblem(Publisher.send(post(server, FORM, "x=y").uri(server.uri("/stream"))), 405);
  }

  @Test
  void subscribe_withoutATopic_is400(FreshetServer server) {
    assertProblem(Publisher.get(server.uri(HUB)), 400);
    assertProblem(Publisher.get(server.uri(HUB + "?topic=")), 400);
    assertProblem(Publisher.get(server.uri(HUB + "?topic=a%00")), 400);
  }

  @Test
  void subscribe_withABadToken_is401EvenWhereEverybodyMay(FreshetServer server) {
    assertProblem(
        Publisher.send(
            HttpRequest.newBuilder(server.uri(HUB + "?topic=t"))
                .header("Authorization", "Bearer x")),
        401);
    assertProblem(Publisher.get(server.uri(HUB + "?topic=t&authorization=x")), 401);
  }

  @Test
  void path_thatIsNotThere_is404(FreshetServer server) {
    assertProblem(Publisher.get(server.uri(HUB + "/nothing")), 404);
    assertProblem(Publisher.get(server.uri("/api/nothing")), 404);
  }

  @Test
  void form_withEverything_isPublished(FreshetServer server) {
    String form =
        "topic=all&data="
            + java.net.URLEncoder.encode("é\n&=+%", UTF_8)
            + "&id=own+id&type=tick&retry=1234&unknown=x&&=y&topic=alt";
    try (RawStream alt = RawStream.open(server.uri(HUB + "?topic=alt"))) {
      await().until(() -> alt.comments() > 0);

      HttpResponse<String> answer = new Publisher(server).post(form);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("own id");
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
      await().until(() -> alt.events().size() == 1);
      assertThat(alt.data()).containsExactly("é\n&=+%");
      assertThat(alt.events().get(0).id()).isEqualTo("own id");
      assertThat(alt.events().get(0).type()).isEqualTo("tick");
    }
  }

  @Test
  void idempotencyKey_usedAgain_publishesOnce_andNothingElse(FreshetServer server) {
    HttpRequest.Builder request =
        post(server, FORM, "topic=once&data=1")
            .header("Authorization", "Bearer " + Tokens.publisher("*"))
            .header("Idempotency-Key", "8e03978e-40d5-43dd-bc93-6894a57f9324");
    HttpResponse<String> first = Publisher.send(request);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(Publisher.send(request).body()).isEqualTo(first.body());
    assertProblem(Publisher.send(request.POST(BodyPublishers.ofString("topic=once&data=2"))), 422);
    assertProblem(Publisher.send(request.setHeader("Idempotency-Key", "x".repeat(256))), 400);
    String others = Tokens.ofSubject("another publisher");
    HttpResponse<String> other =
        Publisher.send(
            request
                .setHeader("Authorization", "Bearer " + others)
                .setHeader("Idempotency-Key", "8e03978e-40d5-43dd-bc93-6894a57f9324")
                .POST(BodyPublishers.ofString("topic=elsewhere&data=1")));
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.body()).isNotEqualTo(first.body());
    try (RawStream stream = RawStream.open(server.uri(HUB + "?topic=once&lastEventID=earliest"))) {
      new Publisher(server).publish("once", "end");
      await().until(() -> stream.data().contains("end"));
      assertThat(stream.data()).containsExactly("1", "end");
    }
  }
}
