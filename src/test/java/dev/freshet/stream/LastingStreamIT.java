package dev.freshet.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Streams that have lasted for longer than the server leaves a connection alone over which no
 * request comes, which is half a minute.
 */
@ExtendWith(SharedServer.class)
class LastingStreamIT {
  private static final Duration AGE = Duration.ofSeconds(37);

  /** More than the kernel takes for a client that does not read. */
  private static final int EVENTS = 70;

  private static final String SUBJECT = UUID.randomUUID().toString();

  private static final List<RawStream> STREAMS = new ArrayList<>();

  @BeforeAll
  static void openStreams(FreshetServer server) {
    String token = "Bearer " + Tokens.ofSubject(SUBJECT);
    for (String topic : List.of("heard", "asking", "held", "revoked", "left")) {
      STREAMS.add(
          RawStream.open(
              server.uri("/.well-known/mercure?topic=lasting-" + topic),
              topic.equals("revoked") ? Map.of("Authorization", token) : Map.of()));
    }
    await().until(() -> STREAMS.stream().allMatch(stream -> stream.comments() > 0));
    await().pollDelay(AGE).atMost(AGE.plusSeconds(5)).until(() -> true);
  }

  @AfterAll
  static void closeStreams() {
    STREAMS.forEach(RawStream::close);
  }

  @Test
  void event_arrives(FreshetServer server) {
    RawStream stream = STREAMS.get(0);
    assertThat(stream.comments()).isGreaterThan((int) AGE.toSeconds() / 2);

    new Publisher(server).publish("lasting-heard", "here");

    await().until(() -> stream.data().equals(List.of("here")));
  }

  @Test
  void requestBesideTheStream_isNotAnswered(FreshetServer server) {
    RawStream stream = STREAMS.get(1);
    stream.send("GET /api/status HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));

    new Publisher(server).publish("lasting-asking", "here");

    await().until(() -> stream.data().equals(List.of("here")));
    int comments = stream.comments();
    await().until(() -> stream.comments() > comments);
    assertThat(stream.isDone()).isFalse();
  }

  @Test
  void requestSentWithThatForTheStream_isNotAnswered(FreshetServer server) {
    Map<String, String> another =
        Map.of("X", "1\r\n\r\nGET /api/status HTTP/1.1\r\nHost: localhost");
    try (RawStream stream =
        RawStream.open(server.uri("/.well-known/mercure?topic=lasting-two"), another)) {
      await().until(() -> stream.comments() > 0);

      new Publisher(server).publish("lasting-two", "here");

      await().until(() -> stream.data().equals(List.of("here")));
      await().until(() -> stream.comments() > 2);
      assertThat(stream.isDone()).isFalse();
    }
  }

  @Test
  void clientThatReadsLater_getsEveryByteInOrder(FreshetServer server) {
    RawStream stream = STREAMS.get(2);
    Publisher publisher = new Publisher(server);
    List<String> published = new ArrayList<>();
    stream.hold();
    for (int number = 0; number < EVENTS; number++) {
      String data = number + ":" + "x".repeat(100_000);
      published.add(data);
      publisher.publish("lasting-held", data);
    }
    assertThat(stream.data()).isEmpty();
    stream.release();

    await().atMost(Duration.ofSeconds(30)).until(() -> stream.data().size() >= EVENTS);
    assertThat(stream.data()).isEqualTo(published);
  }

  @Test
  void end_isThatOfAResponse(FreshetServer server) {
    RawStream stream = STREAMS.get(3);

    Publisher.send(
        HttpRequest.newBuilder(server.uri("/api/revocations"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + Tokens.administrator())
            .POST(BodyPublishers.ofString("{\"subject\":\"" + SUBJECT + "\"}")));

    await().until(stream::isDone);
    await().until(stream::hasEnded);
  }

  @Test
  void clientThatSendsNoMore_hasLeft(FreshetServer server) {
    RawStream stream = STREAMS.get(4);
    int before = Status.of(server).closed("client_gone");

    stream.sendNoMore();

    await().until(stream::hasEnded);
    assertThat(Status.of(server).closed("client_gone")).isEqualTo(before + 1);
  }
}
