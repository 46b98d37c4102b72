package dev.freshet.mercure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token in a cookie: what it opens, what goes before it, and which pages may publish by it. */
@ExtendWith(SharedServer.class)
class CookieIT {
  private static final String HUB = "/.well-known/mercure";
  private static final String COOKIE = "mercureAuthorization=";

  private final String topic = "/" + UUID.randomUUID();

  private HttpResponse<String> publish(FreshetServer server, String... headers) {
    return publish(server, "", headers);
  }

  private HttpResponse<String> publish(FreshetServer server, String query, String[] headers) {
    return Publisher.send(
        HttpRequest.newBuilder(server.uri(HUB + query))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .headers(headers)
            .POST(BodyPublishers.ofString("data=x&topic=" + topic)));
  }

  private static String publisher() {
    return COOKIE + Tokens.publisher("*");
  }

  @Test
  void stream_withTheCookie_hasPrivateEventsFromWhateverPage(FreshetServer server) {
    Map<String, String> headers =
        Map.of(
            "Cookie", "a=b; " + COOKIE + Tokens.subscriber(topic), "Origin", "https://x.example");
    try (RawStream stream = RawStream.open(server.uri(HUB + "?topic=" + topic), headers);
        RawStream flask = RawStream.open(server.uri("/stream?channel=" + topic), headers)) {
      await().until(() -> stream.comments() > 0 && flask.comments() > 0);

      new Publisher(server).post("private=on&data=secret&topic=" + topic);

      await().until(() -> !stream.data().isEmpty() && !flask.data().isEmpty());
      assertThat(stream.data()).containsExactly("secret");
    }
  }

  @Test
  void stream_withABadCookie_is401AndWithAnEmptyOneAsWithNone(FreshetServer server) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(HUB + "?topic=t"));
    request.method("HEAD", BodyPublishers.noBody());

    assertThat(Publisher.send(request.copy().header("Cookie", COOKIE + "x")).statusCode())
        .isEqualTo(401);
    assertThat(Publisher.send(request.copy().header("Cookie", COOKIE)).statusCode()).isEqualTo(200);
  }

  @Test
  void publish_byAPageOfTheHubsOwn_isTaken(FreshetServer server) {
    String own = server.uri("").toString();

    assertThat(publish(server, "Cookie", publisher(), "Origin", own).statusCode()).isEqualTo(200);
    assertThat(publish(server, "Cookie", publisher(), "Referer", own + "/a?b").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://friend.example",
    "Origin, https://one.friends.example",
    "Referer, https://friend.example/page?x=y",
  })
  void publish_byAPageOfAListedOrigin_isTaken(String name, String value, FreshetServer server) {
    HttpResponse<String> answer = publish(server, "Cookie", publisher(), name, value);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://stranger.example",
    "Origin, http://friend.example",
    "Origin, null",
    "Origin, http://localhost",
    "Origin, 'https://friend.example, https://stranger.example'",
    "Referer, https://stranger.example/https://friend.example/",
    "Referer, https://friend.example@stranger.example/",
    "Referer, nonsense",
    "X-Nothing, of both",
  })
  void publish_byAnotherPageOrNone_is401(String name, String value, FreshetServer server) {
    HttpResponse<String> answer = publish(server, "Cookie", publisher(), name, value);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void publish_anOriginThatIsNotListed_isNotSavedByTheReferer(FreshetServer server) {
    HttpResponse<String> answer =
        publish(
            server,
            "Cookie",
            publisher(),
            "Origin",
            "https://stranger.example",
            "Referer",
            "https://friend.example/");

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void publish_withATokenShownOtherwise_needsNoPage(FreshetServer server) {
    String good = Tokens.publisher("*");

    assertThat(
            publish(server, "Cookie", COOKIE + "x", "Authorization", "Bearer " + good).statusCode())
        .isEqualTo(200);
    assertThat(
            publish(server, "?authorization=" + good, new String[] {"Cookie", COOKIE + "x"})
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"header", "query"})
  void publish_withABadTokenBesideAGoodCookie_is401(String carrier, FreshetServer server) {
    String own = server.uri("").toString();
    HttpResponse<String> answer =
        carrier.equals("header")
            ? publish(server, "Cookie", publisher(), "Origin", own, "Authorization", "Bearer x")
            : publish(
                server, "?authorization=x", new String[] {"Cookie", publisher(), "Origin", own});

    assertThat(answer.statusCode()).isEqualTo(401);
  }
}
