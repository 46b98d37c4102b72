package dev.freshet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Status;
import dev.freshet.testing.Tokens;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same events at the same address, for clients that cannot stream. */
@ExtendWith(SharedServer.class)
class PollIT {
  private final String topic = "/" + UUID.randomUUID();

  private HttpResponse<String> poll(FreshetServer server, String query, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/.well-known/mercure?topic=" + topic + query))
            .header("Accept", "application/json");
    return Publisher.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static JsonObject json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    return Json.createReader(new StringReader(answer.body())).readObject();
  }

  private static List<String> data(JsonObject body) {
    List<String> data = new ArrayList<>();
    for (JsonValue event : body.getJsonArray("events")) {
      data.add(event.asJsonObject().getString("data"));
    }
    return data;
  }

  @Test
  void poll_withoutALastEventId_givesThePlaceToAskFrom(FreshetServer server) {
    Publisher publisher = new Publisher(server);
    publisher.publish(topic, "before");

    JsonObject first = json(poll(server, ""));
    publisher.publish(topic, "a");
    publisher.publish(topic, "b");
    HttpResponse<String> answer = poll(server, "&lastEventID=" + first.getString("lastEventID"));

    assertThat(data(first)).isEmpty();
    assertThat(first.getBoolean("complete")).isTrue();
    JsonObject second = json(answer);
    assertThat(data(second)).containsExactly("a", "b");
    assertThat(answer.headers().firstValue("Last-Event-ID"))
        .contains(first.getString("lastEventID"));
    assertThat(second.getString("lastEventID"))
        .isEqualTo(second.getJsonArray("events").getJsonObject(1).getString("id"));
    assertThat(data(json(poll(server, "", "Last-Event-ID", second.getString("lastEventID")))))
        .isEmpty();
  }

  @Test
  void lastEventId_ofAPrivateEvent_isUnknownToThoseWhoMayNotSeeIt(FreshetServer server) {
    String id = "order-" + UUID.randomUUID();
    assertThat(
            new Publisher(server)
                .post("topic=/secret" + topic + "&data=x&private=on&id=" + id)
                .statusCode())
        .isEqualTo(200);

    String[] trusted = {"Authorization", "Bearer " + Tokens.subscriber("*")};
    assertThat(json(poll(server, "&lastEventID=" + id, trusted)).getBoolean("complete")).isTrue();
    assertThat(json(poll(server, "&lastEventID=" + id)).getBoolean("complete")).isFalse();
  }

  @Test
  void event_hasItsTypeAndRetryAndLines(FreshetServer server) {
    new Publisher(server)
        .post("topic=" + topic + "&data=one%0Atwo&type=tick&retry=900&id=own-" + topic);

    JsonObject body = json(poll(server, "&lastEventID=earliest"));

    assertThat(body.getJsonArray("events"))
        .hasToString(
            "[{\"type\":\"tick\",\"retry\":900,\"id\":\"own-"
                + topic
                + "\",\"data\":\"one\\ntwo\"}]");
  }

  @Test
  void poll_thatMayWait_isAnsweredByTheNextEvent(FreshetServer server) {
    CompletableFuture<HttpResponse<String>> waiting =
        CompletableFuture.supplyAsync(() -> poll(server, "&wait=30"));
    int before = Status.of(server).closed("answered");
    Instant start = Instant.now();
    await()
        .until(
            () -> {
              new Publisher(server).publish(topic, "now");
              return waiting.isDone();
            });

    assertThat(data(json(waiting.join()))).contains("now");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    assertThat(Status.of(server).closed("answered")).isGreaterThan(before);
  }

  @Test
  void poll_thatWaitsInVain_isAnsweredWithNothingWhenItsTimeIsUp(FreshetServer server) {
    Instant start = Instant.now();

    JsonObject body = json(poll(server, "&wait=1"));

    assertThat(data(body)).isEmpty();
    assertThat(body.getBoolean("complete")).isTrue();
    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void polls_oneAfterTheOther_getEveryEventOnce(FreshetServer server) {
    Publisher publisher = new Publisher(server);
    String place = json(poll(server, "")).getString("lastEventID");
    List<String> got = new ArrayList<>();
    CompletableFuture<Void> publishing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 300; i++) {
                publisher.publish(topic, Integer.toString(i));
              }
            });
    Instant end = Instant.now().plusSeconds(60);
    while (got.size() < 300 && Instant.now().isBefore(end)) {
      JsonObject body = json(poll(server, "&wait=5&lastEventID=" + place));
      got.addAll(data(body));
      place = body.getString("lastEventID");
    }
    publishing.join();

    assertThat(got).hasSize(300).doesNotHaveDuplicates();
    assertThat(got.stream().map(Integer::parseInt).toList()).isSorted();
  }

  @Test
  void poll_withAnIdThatIsUnknown_isToldSoAndGetsWhatThereIs(FreshetServer server) {
    new Publisher(server).publish(topic, "a");

    HttpResponse<String> answer = poll(server, "&lastEventID=urn:uuid:unknown");

    assertThat(json(answer).getBoolean("complete")).isFalse();
    assertThat(answer.headers().firstValue("Last-Event-ID")).contains("earliest");
    assertThat(data(json(answer))).containsExactly("a");
  }

  @Test
  void poll_withLastValues_hasThemAtOnce(FreshetServer server) {
    new Publisher(server).publish(topic, "old");
    new Publisher(server).publish(topic, "new");

    assertThat(data(json(poll(server, "&lastValue=true&wait=30")))).containsExactly("new");
  }

  @Test
  void privateEvents_areForThoseWithTheRight(FreshetServer server) {
    new Publisher(server).post("private=on&data=secret&id=hidden-id&topic=" + topic);

    JsonObject anonymous = json(poll(server, "&lastEventID=earliest"));
    JsonObject trusted =
        json(
            poll(
                server,
                "&lastEventID=earliest",
                "Authorization",
                "Bearer " + Tokens.subscriber(topic)));

    assertThat(data(anonymous)).isEmpty();
    assertThat(anonymous.toString()).doesNotContain("hidden-id");
    assertThat(data(trusted)).containsExactly("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, application/json",
    "'application/json, text/event-stream;q=0.5', application/json",
    "'text/event-stream, application/json', text/event-stream",
    "'application/json;q=0.5, text/event-stream', text/event-stream",
    "*/*, text/event-stream",
    "text/html, text/event-stream"
  })
  void kindOfAnswer_isWhatTheClientWouldRatherHave(
      String accept, String type, FreshetServer server) {
    try (RawStream stream =
        RawStream.open(
            server.uri("/.well-known/mercure?topic=" + topic), Map.of("Accept", accept))) {
      await().until(() -> stream.headers().containsKey("content-type"));

      assertThat(stream.headers().get("content-type")).startsWith(type);
    }
  }

  @ParameterizedTest
  @CsvSource({"&wait=x", "&wait=-1", "&wait=1.5", "&wait=99999", "&lastValue=yes"})
  void parameter_thatCannotBeRead_is400(String query, FreshetServer server) {
    assertThat(poll(server, query).statusCode()).isEqualTo(400);
  }

  @Test
  void eventsThatAreToSayWhatTheyMatch_doSo(FreshetServer server) {
    String other = topic + "/other";
    new Publisher(server).post("topic=" + topic + "&data=a");
    new Publisher(server).post("topic=" + other + "&topic=" + topic + "&data=b");

    String query = "&topic=" + other + "&topic=" + topic + "&selected=true&lastEventID=earliest";

    assertThat(selected(json(poll(server, query)))).containsExactly("[0,2]", "[0,1,2]");
  }

  private static List<String> selected(JsonObject body) {
    List<String> selected = new ArrayList<>();
    for (JsonValue event : body.getJsonArray("events")) {
      selected.add(event.asJsonObject().getJsonArray("selected").toString());
    }
    return selected;
  }
}
