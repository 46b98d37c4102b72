package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.NeedsNginx;
import dev.freshet.testing.Nginx;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawAnswer;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Status;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What passes through nginx, as docker/nginx.conf sets it up. Both of its hubs are one server. */
@ExtendWith({NeedsNginx.class, SharedServer.class})
class NginxIT {
  /** Far less than what a buffer would wait for, which is more bytes. */
  private static final Duration AT_ONCE = Duration.ofSeconds(3);

  private static final int MAX_EVENT = 1024 * 1024;

  /** Payara closes a connection after so many requests. */
  private static final int REQUESTS_OF_A_CONNECTION = 256;

  private final String topic = "/" + UUID.randomUUID();
  private final String path = "/.well-known/mercure?topic=" + topic;

  private static Nginx before(FreshetServer server) {
    return Nginx.before(server.port(), server.port());
  }

  @Test
  void stream_ofFewBytes_comesAtOnceAndStaysOpen(FreshetServer server) {
    try (Nginx nginx = before(server);
        RawStream stream = RawStream.open(nginx.uri(path))) {
      await().atMost(AT_ONCE).until(() -> stream.comments() > 0);
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.headers())
          .containsEntry("content-type", "text/event-stream;charset=UTF-8")
          .hasEntrySatisfying("cache-control", value -> assertThat(value).contains("no-store"))
          .doesNotContainKey("content-encoding");

      Publisher publisher = new Publisher(nginx.uri(""));
      for (int number = 1; number <= 5; number++) {
        int count = number;
        publisher.publish(topic, "event " + number);
        await().atMost(AT_ONCE).until(() -> stream.events().size() == count);
      }
      assertThat(stream.hasEnded()).isFalse();
    }
  }

  @Test
  void stream_askedForWithGzip_isNotCompressed(FreshetServer server) {
    try (Nginx nginx = before(server);
        RawStream stream =
            RawStream.open(nginx.uri(path), Map.of("Accept-Encoding", "gzip, deflate, br"))) {
      await().atMost(AT_ONCE).until(() -> stream.comments() > 0);

      assertThat(stream.headers()).doesNotContainKey("content-encoding");
    }
  }

  @Test
  void heartbeats_onASilentStream_pass(FreshetServer server) {
    try (Nginx nginx = before(server);
        RawStream stream = RawStream.open(nginx.uri(path))) {
      await().until(() -> stream.comments() >= 4);

      assertThat(stream.events()).isEmpty();
      assertThat(stream.hasEnded()).isFalse();
    }
  }

  @Test
  void lastEventId_passesBothWays(FreshetServer server) {
    Publisher publisher = new Publisher(server);
    String first = publisher.publish(topic, "first");
    String second = publisher.publish(topic, "second");
    try (Nginx nginx = before(server);
        RawStream stream = RawStream.open(nginx.uri(path), Map.of("Last-Event-ID", first))) {
      await().until(() -> !stream.events().isEmpty());

      assertThat(stream.events()).containsExactly(new ReceivedEvent(second, null, "second"));
      assertThat(stream.headers()).containsEntry("last-event-id", first);
    }
  }

  @Test
  void lastEventId_asLongAsTheHubTakesIt_passesBothWays(FreshetServer server) {
    String id = "i".repeat(512);
    assertThat(new Publisher(server).post("topic=" + topic + "&id=" + id).body()).isEqualTo(id);
    try (Nginx nginx = before(server);
        RawStream stream = RawStream.open(nginx.uri(path), Map.of("Last-Event-ID", id))) {
      await().until(() -> stream.comments() > 0);

      assertThat(stream.headers()).containsEntry("last-event-id", id);
    }
  }

  @Test
  void tokenThatIsLong_reachesTheHub(FreshetServer server) {
    Map<String, String> token = Map.of("Authorization", "Bearer " + "a".repeat(20_000));
    try (Nginx nginx = before(server);
        RawStream answer = RawStream.open(nginx.uri(path), token)) {
      await().until(() -> answer.status() > 0);

      assertThat(answer.status()).isEqualTo(401);
    }
  }

  @Test
  void events_large_passWhole(FreshetServer server) {
    String half = "0123456789abcdef".repeat(512 * 1024 / 16);
    String whole = "\u0001".repeat(MAX_EVENT);
    try (Nginx nginx = before(server);
        RawStream stream = RawStream.open(nginx.uri(path))) {
      await().until(() -> stream.comments() > 0);
      Publisher publisher = new Publisher(nginx.uri(""));
      publisher.publish(topic, half);
      // The longest form of all: three bytes for one.
      publisher.publish(topic, whole);

      await().until(() -> stream.events().size() == 2);
      // Not containsExactly: a failure would print megabytes.
      assertThat(stream.data().equals(List.of(half, whole))).isTrue();
    }
  }

  @Test
  void publish_ofMoreThanTheHubTakes_is413(FreshetServer server) {
    try (Nginx nginx = before(server)) {
      HttpResponse<String> slightly =
          new Publisher(nginx.uri("")).post("topic=x&data=" + "a".repeat(MAX_EVENT + 1));
      HttpResponse<String> far =
          new Publisher(nginx.uri("")).post("topic=x&data=" + "a".repeat(5 * MAX_EVENT));

      assertThat(slightly.statusCode()).isEqualTo(413);
      assertThat(slightly.body()).contains("\"detail\"");
      assertThat(far.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void publish_oftenOnConnectionsThatAreUsedAgain_neverFails(FreshetServer server) {
    try (Nginx nginx = before(server)) {
      Publisher publisher = new Publisher(nginx.uri(""));
      for (int count = 0; count < 3 * REQUESTS_OF_A_CONNECTION; count++) {
        publisher.publish(topic, Integer.toString(count));
      }
    }
  }

  @Test
  void client_thatLeaves_freesItsStreamAtTheHub(FreshetServer server) {
    await().until(() -> Status.of(server).number("streams") == 0);
    try (Nginx nginx = before(server)) {
      visit(nginx, server);

      await().until(() -> Status.of(server).number("streams") == 0);
    }
  }

  private void visit(Nginx nginx, FreshetServer server) {
    try (RawStream stream = RawStream.open(nginx.uri(path))) {
      await().until(() -> stream.comments() > 0);
      assertThat(Status.of(server).number("streams")).isEqualTo(1);
    }
  }

  @Test
  void page_withItsFiles_passes(FreshetServer server) {
    try (Nginx nginx = before(server)) {
      URI page = nginx.uri("/");

      assertThat(Publisher.get(page).body()).isEqualTo(Publisher.get(server.uri("/")).body());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/%zz, Host: localhost, 400",
    "/..%2f, Host: localhost, 400",
    "/, Host:, 400",
    "/, X-No-Host: x, 400",
    "/nothing, Host: localhost, 404",
    "/, Host: localhost, 200"
  })
  void answer_ofNginxOrTheHub_hasTheSecurityHeadersOnce(
      String target, String host, int status, FreshetServer server) {
    try (Nginx nginx = before(server)) {
      RawAnswer answer =
          RawAnswer.raw(nginx.uri("/").getPort(), "GET " + target + " HTTP/1.1", host);

      assertThat(answer.status()).isEqualTo(status);
      assertHeaders(answer);
    }
  }

  @Test
  void answer_whereNoHubIs_hasTheSecurityHeaders() {
    int nowhere = FreshetServer.freePort();
    try (Nginx nginx = Nginx.before(nowhere, nowhere)) {
      RawAnswer answer =
          RawAnswer.raw(nginx.uri("/").getPort(), "GET / HTTP/1.1", "Host: localhost");

      assertThat(answer.status()).isEqualTo(502);
      assertHeaders(answer);
    }
  }

  private static void assertHeaders(RawAnswer answer) {
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
    assertThat(answer.headers().get("content-security-policy")).hasSize(1);
    assertThat(answer.headers().get("cache-control")).hasSize(1);
  }

  @Test
  void accessLog_hasNoTokens(FreshetServer server) {
    try (Nginx nginx = before(server)) {
      assertThat(Publisher.get(nginx.uri(path + "&authorization=s3cret")).statusCode())
          .isEqualTo(401);

      await().until(() -> !nginx.accessLog().isEmpty());
      assertThat(nginx.accessLog())
          .singleElement()
          .satisfies(
              line -> assertThat(line).contains("/.well-known/mercure 401").doesNotContain("?"));
    }
  }
}
