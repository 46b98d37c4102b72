package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.StrictServer;
import dev.freshet.testing.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How much one client may have, and what it is told beyond that. */
@ExtendWith(StrictServer.class)
class LimitsIT {
  private static final String HUB = "/.well-known/mercure";

  private static RawStream open(FreshetServer server, String token, String address) {
    return RawStream.open(
        server.uri(HUB + "?topic=t"),
        Map.of("Authorization", "Bearer " + token, "X-Forwarded-For", address));
  }

  private static void assertRefused(RawStream stream) {
    await().until(() -> stream.status() > 0);
    assertThat(stream.status()).isEqualTo(429);
    assertThat(stream.headers())
        .containsEntry("content-type", "application/problem+json")
        .containsEntry("retry-after", "10");
    stream.close();
  }

  private static void assertOpens(RawStream stream) {
    await().until(() -> stream.comments() > 0);
    assertThat(stream.status()).isEqualTo(200);
  }

  private static boolean isLetIn(RawStream stream) {
    await().until(() -> stream.status() > 0);
    stream.close();
    return stream.status() == 200;
  }

  private static HttpResponse<String> publish(FreshetServer server, String token, String body) {
    String type =
        body.startsWith("{") ? "application/x-ndjson" : "application/x-www-form-urlencoded";
    return Publisher.send(
        HttpRequest.newBuilder(server.uri(HUB))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  private static String subject() {
    return Tokens.ofSubject(UUID.randomUUID().toString());
  }

  @Test
  void streams_ofOneSubjectFromWherever_areCounted(FreshetServer server) {
    String token = subject();
    List<RawStream> streams = new ArrayList<>();
    for (int i = 0; i < StrictServer.STREAMS; i++) {
      streams.add(open(server, token, "10.1.0." + i));
      assertOpens(streams.get(i));
    }

    assertRefused(open(server, token, "10.1.1.1"));
    assertOpens(open(server, subject(), "10.1.1.1"));
    streams.get(0).close();
    await().until(() -> isLetIn(open(server, token, "10.1.1.2")));
    streams.forEach(RawStream::close);
  }

  @Test
  void streams_fromOneAddressOfWhomever_areCounted(FreshetServer server) {
    List<RawStream> streams = new ArrayList<>();
    for (int i = 0; i < StrictServer.STREAMS; i++) {
      streams.add(open(server, subject(), "6.6.6.6, 10.2.0.1"));
      assertOpens(streams.get(i));
    }

    assertRefused(open(server, subject(), "10.2.0.1"));
    RawStream other = open(server, subject(), "10.2.0.1, 10.2.0.2");
    assertOpens(other);
    other.close();
    streams.forEach(RawStream::close);
  }

  @Test
  void streams_fromOneNetworkOfIpv6_areCountedTogether(FreshetServer server) {
    List<RawStream> streams = new ArrayList<>();
    for (int i = 0; i < StrictServer.STREAMS; i++) {
      streams.add(open(server, subject(), "2001:db8:0:1::" + i));
      assertOpens(streams.get(i));
    }

    assertRefused(open(server, subject(), "2001:db8:0:1:2:3:4:5"));
    RawStream other = open(server, subject(), "2001:db8:0:2::1");
    assertOpens(other);
    other.close();
    streams.forEach(RawStream::close);
  }

  @Test
  void streams_fromAMappedAddress_areCountedWithTheAddress(FreshetServer server) {
    List<RawStream> streams = new ArrayList<>();
    for (int i = 0; i < StrictServer.STREAMS; i++) {
      streams.add(open(server, subject(), i == 0 ? "8.8.8.1" : "::ffff:8.8.8.1"));
      assertOpens(streams.get(i));
    }

    assertRefused(open(server, subject(), "8.8.8.1"));
    streams.forEach(RawStream::close);
  }

  @Test
  void poll_countsAsAStream(FreshetServer server) {
    String token = subject();
    List<RawStream> streams = new ArrayList<>();
    for (int i = 0; i < StrictServer.STREAMS; i++) {
      streams.add(open(server, token, "10.3.0." + i));
      assertOpens(streams.get(i));
    }

    HttpResponse<String> answer =
        Publisher.send(
            HttpRequest.newBuilder(server.uri(HUB + "?topic=t"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json"));

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("10");
    streams.forEach(RawStream::close);
  }

  @Test
  void topics_ofOneStream_areCounted(FreshetServer server) {
    String topics = "topic=a&topic=b&match=c&match_exact=d";
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Authorization", "Bearer " + subject())
            .method("HEAD", BodyPublishers.noBody());

    assertThat(Publisher.send(request.copy().uri(server.uri(HUB + "?" + topics))).statusCode())
        .isEqualTo(200);
    HttpResponse<String> refused =
        Publisher.send(request.copy().uri(server.uri(HUB + "?topic=e&" + topics)));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void publishes_withOneToken_areCounted(FreshetServer server) {
    String token = subject();
    HttpResponse<String> answer = publish(server, token, "topic=t");
    for (int i = 0; answer.statusCode() == 200 && i < 1000; i++) {
      answer = publish(server, token, "topic=t");
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(publish(server, subject(), "topic=t").statusCode()).isEqualTo(200);
    await().until(() -> publish(server, token, "topic=t").statusCode() == 200);
  }

  @Test
  void lines_ofABatch_areCountedEach(FreshetServer server) {
    String line = "{\"topic\":\"t\"}\n";

    HttpResponse<String> answer = publish(server, subject(), line.repeat(StrictServer.RATE + 3));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().lines().filter(l -> l.contains("\"status\":200")))
        .hasSize(StrictServer.RATE);
    assertThat(answer.body().lines().filter(l -> l.contains("\"status\":429"))).hasSize(3);
  }
}
