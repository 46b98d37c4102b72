package dev.freshet.mercure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Status;
import dev.freshet.testing.Tokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a stream begins with, carries and repeats. */
@ExtendWith(SharedServer.class)
class SubscribeIT {
  private static final String HUB = "/.well-known/mercure";

  private final String topic = "/" + UUID.randomUUID();

  @Test
  void stream_headersAndAComment_comeBeforeAnyEvent(FreshetServer server) {
    try (RawStream stream = RawStream.open(server.uri(HUB + "?topic=" + topic))) {
      await().until(() -> stream.comments() > 0);

      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.headers())
          .containsEntry("content-type", "text/event-stream;charset=UTF-8")
          .containsEntry("x-accel-buffering", "no")
          .doesNotContainKey("last-event-id")
          .doesNotContainKey("set-cookie")
          .hasEntrySatisfying("cache-control", value -> assertThat(value).contains("no-store"));
      assertThat(stream.events()).isEmpty();
    }
  }

  @Test
  void stream_forAClientThatTakesOtherTypesToo_isTheSame(FreshetServer server) {
    URI uri = server.uri(HUB + "?topic=" + topic);
    try (RawStream plain = RawStream.open(uri);
        RawStream browser = RawStream.open(uri, Map.of("Accept", "text/event-stream"));
        RawStream listing =
            RawStream.open(uri, Map.of("Accept", "text/event-stream, application/json;q=0.5"))) {
      List<RawStream> all = List.of(plain, browser, listing);
      await().until(() -> all.stream().allMatch(stream -> stream.comments() > 0));
      new Publisher(server).publish(topic, "a");
      await().until(() -> all.stream().allMatch(stream -> stream.data().size() == 1));

      assertThat(browser.headers()).isEqualTo(plain.headers());
      assertThat(listing.headers()).isEqualTo(plain.headers());
      assertThat(listing.status()).isEqualTo(200);
    }
  }

  @Test
  void stream_ofSeveralSelectors_carriesAllOfThem(FreshetServer server) {
    String query = "?topic=" + topic + "/%7Bx%7D&topic=" + topic;
    try (RawStream stream = RawStream.open(server.uri(HUB + query));
        RawStream all = RawStream.open(server.uri(HUB + "?topic=*"))) {
      await().until(() -> stream.comments() > 0 && all.comments() > 0);
      Publisher publisher = new Publisher(server);
      publisher.publish(topic, "a");
      publisher.publish(topic + "/1", "b");
      publisher.publish(topic + "/1/2", "c");
      publisher.publish(topic, "d");

      await().until(() -> stream.data().size() == 3);
      assertThat(stream.data()).containsExactly("a", "b", "d");
      await().until(() -> all.data().contains("d"));
      assertThat(all.data()).contains("a", "b", "c", "d");
    }
  }

  @Test
  void stream_withLastEventId_replaysByHeaderBeforeQuery(FreshetServer server) {
    Publisher publisher = new Publisher(server);
    String a = publisher.publish(topic, "a");
    String b = publisher.publish(topic, "b");
    publisher.publish(topic, "c");

    try (RawStream byQuery =
            RawStream.open(server.uri(HUB + "?topic=" + topic + "&lastEventID=" + a));
        RawStream byHeader =
            RawStream.open(
                server.uri(HUB + "?topic=" + topic + "&lastEventID=" + a),
                Map.of("Last-Event-ID", b));
        RawStream earliest =
            RawStream.open(server.uri(HUB + "?topic=" + topic + "&lastEventID=earliest"));
        RawStream unknown =
            RawStream.open(
                server.uri(HUB + "?topic=" + topic), Map.of("Last-Event-ID", "urn:uuid:x"))) {
      await().until(() -> byQuery.data().size() == 2 && byHeader.data().size() == 1);
      await().until(() -> earliest.data().size() == 3 && unknown.data().size() == 3);
      assertThat(byQuery.data()).containsExactly("b", "c");
      assertThat(byQuery.headers()).containsEntry("last-event-id", a);
      assertThat(byHeader.data()).containsExactly("c");
      assertThat(earliest.headers()).containsEntry("last-event-id", "earliest");
      assertThat(unknown.headers()).containsEntry("last-event-id", "earliest");
    }
  }

  @Test
  void stream_lastEventIdFromTheQuery_cannotAddAHeader(FreshetServer server) {
    String id = "x%0d%0aX-Evil:%20yes";
    try (RawStream stream =
        RawStream.open(server.uri(HUB + "?topic=" + topic + "&lastEventID=" + id))) {
      await().until(() -> stream.comments() > 0);

      assertThat(stream.headers())
          .containsEntry("last-event-id", "earliest")
          .doesNotContainKey("x-evil");
    }
  }

  @Test
  void privateEvent_liveAndReplayed_reachesOnlyThoseWithTheRight(FreshetServer server) {
    Map<String, String> right =
        Map.of("Authorization", "Bearer " + Tokens.subscriber(topic + "{/x}"));
    String query = "?topic=" + topic + "&lastEventID=earliest";
    new Publisher(server).post("private=on&data=before&topic=" + topic);
    try (RawStream anonymous = RawStream.open(server.uri(HUB + query));
        RawStream trusted = RawStream.open(server.uri(HUB + query), right);
        RawStream byQuery =
            RawStream.open(
                server.uri(HUB + query + "&authorization=" + Tokens.subscriber(topic)))) {
      await().until(() -> anonymous.comments() > 0 && trusted.comments() > 0);
      new Publisher(server).post("private=&data=live&topic=" + topic);
      new Publisher(server).publish(topic, "end");

      await().until(() -> trusted.data().size() == 3 && byQuery.data().size() == 3);
      await().until(() -> !anonymous.data().isEmpty());
      assertThat(trusted.data()).containsExactly("before", "live", "end");
      assertThat(anonymous.data()).containsExactly("end");
    }
  }

  @Test
  void flaskDoor_servesTheTopicOfThatName(FreshetServer server) {
    try (RawStream named = RawStream.open(server.uri("/stream?channel=" + topic + "&channel=x"));
        RawStream unnamed = RawStream.open(server.uri("/stream"));
        RawStream star = RawStream.open(server.uri("/stream?channel=*"))) {
      await().until(() -> named.comments() > 0 && unnamed.comments() > 0 && star.comments() > 0);
      Publisher publisher = new Publisher(server);
      publisher.publish(topic, "named");
      publisher.publish("sse", "unnamed");

      await().until(() -> named.data().size() == 1 && unnamed.data().size() == 1);
      assertThat(named.data()).containsExactly("named");
      assertThat(unnamed.data()).containsExactly("unnamed");
      assertThat(star.data()).isEmpty();
    }
  }

  @Test
  void head_saysWhatAStreamBeginsWith(FreshetServer server) {
    HttpResponse<String> answer =
        Publisher.send(
            HttpRequest.newBuilder(server.uri(HUB + "?topic=t"))
                .method("HEAD", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
  }

  @Test
  void stream_whoseTokenExpires_endsThen(FreshetServer server) {
    Instant expires = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
    int before = Status.of(server).closed("expired");
    String token = Tokens.subscriberUntil(expires, "*");
    try (RawStream stream =
        RawStream.open(
            server.uri(HUB + "?topic=expiring"), Map.of("Authorization", "Bearer " + token))) {
      await().until(() -> stream.comments() > 0);
      await().until(stream::isDone);

      assertThat(Instant.now()).isBetween(expires, expires.plusSeconds(2));
      assertThat(Status.of(server).closed("expired")).isEqualTo(before + 1);
    }
  }
}
