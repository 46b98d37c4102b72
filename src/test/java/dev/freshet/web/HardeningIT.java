package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent to the doors: it is taken or refused, and what is refused is not published. */
@ExtendWith(SharedServer.class)
class HardeningIT {
  private static final String HUB = "/.well-known/mercure";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String SECRET_HEAD = "eyJhbGciOiJIUzI1NiJ9.";

  /** Each as it stands in a form. */
  private static final List<String> VALUES =
      List.of(
          "",
          "a%0Db",
          "a%0Ab",
          "a%0D%0Adata%3A+evil",
          "a%00b",
          "a%1Bb",
          "a%7Fb",
          "%FF",
          "%C0%AF",
          "%ED%A0%80",
          "%C3",
          "%",
          "%4",
          "%zz",
          "%250A",
          "%2525",
          "%E2%80%AE%E2%80%8B",
          "%F0%9F%98%80",
          "{{{",
          "{a,}",
          "{+a}{+a}{+a}",
          "*",
          "earliest",
          "%23x",
          "99999999999999999999",
          "-1",
          "/.well-known/mercure",
          "/%252ewell-known/mercure",
          "x".repeat(70_000));

  private final String topic = "/" + UUID.randomUUID();

  static Stream<String> publishFields() {
    return Stream.of("topic", "data", "type", "id", "retry", "private", "unknown");
  }

  static Stream<String> subscribeFields() {
    return Stream.of(
        "topic",
        "match",
        "match_exact",
        "match_urlpattern",
        "matchX",
        "lastEventID",
        "last_event_id",
        "lastValue",
        "wait",
        "authorization",
        "channel");
  }

  private static HttpResponse<String> post(
      FreshetServer server, String method, String accept, String form) {
    return Publisher.send(
        HttpRequest.newBuilder(server.uri(HUB))
            .header("Authorization", "Bearer " + Tokens.ofSubject("h"))
            .header("Accept", accept)
            .header("Content-Type", FORM)
            .method(method, BodyPublishers.ofString(form)));
  }

  private static void assertTakenOrRefused(HttpResponse<String> answer, String what) {
    assertThat(answer.statusCode()).as(what + ": " + answer.body()).isBetween(200, 499);
    if (answer.statusCode() >= 400) {
      assertThat(answer.headers().firstValue("Content-Type"))
          .as(what)
          .contains("application/problem+json");
    }
  }

  @ParameterizedTest
  @MethodSource("publishFields")
  void publish_ofWhateverAFieldHolds_dispatchesWhatItAcceptsAndNothingElse(
      String field, FreshetServer server) {
    Map<String, String> all = Map.of("Authorization", "Bearer " + Tokens.subscriber("*"));
    List<String> accepted = new ArrayList<>();
    try (RawStream stream = RawStream.open(server.uri(HUB + "?topic=*"), all)) {
      await().until(() -> stream.comments() > 0);
      for (String value : VALUES) {
        String form = "topic=" + topic + "&data=" + topic + "&" + field + "=" + value;
        HttpResponse<String> answer = post(server, "POST", "*/*", form);
        assertTakenOrRefused(answer, form);
        if (answer.statusCode() == 200) {
          accepted.add(answer.body());
        }
      }
      accepted.add(new Publisher(server).publish(topic, topic + " end"));

      await().until(() -> stream.data().contains(topic + " end"));
      assertThat(
              stream.events().stream()
                  .filter(event -> event.data().startsWith(topic))
                  .map(ReceivedEvent::id))
          .isEqualTo(accepted);
      assertThat(stream.events()).noneMatch(event -> event.data().equals("evil"));
    }
  }

  @ParameterizedTest
  @MethodSource("subscribeFields")
  void subscribe_withWhateverAFieldHolds_isTakenOrRefused(String field, FreshetServer server) {
    for (String value : VALUES) {
      String form = "topic=" + topic + "&" + field + "=" + value;
      assertTakenOrRefused(post(server, "QUERY", "application/json", form), form);
    }
  }

  @Test
  void topics_beyondAThousand_areRefused(FreshetServer server) {
    String thousand = "topic=a&".repeat(1000);

    assertThat(post(server, "POST", "*/*", thousand).statusCode()).isEqualTo(200);
    assertThat(post(server, "POST", "*/*", thousand + "topic=b").statusCode()).isEqualTo(400);
    assertThat(post(server, "QUERY", "application/json", thousand).statusCode()).isEqualTo(200);
    assertThat(post(server, "QUERY", "application/json", thousand + "match=b").statusCode())
        .isEqualTo(400);
  }

  static Stream<String> badTokens() {
    String good = Tokens.publisher("*");
    String[] parts = good.split("\\.", -1);
    long now = Instant.now().getEpochSecond();
    return Stream.of(
        "",
        "x",
        "..",
        "a.b.c",
        "eyJhbGciOiJub25lIn0.eyJtZXJjdXJlIjp7InB1Ymxpc2giOlsiKiJdfX0.",
        "eyJhbGciOiJOb25lIn0." + parts[1] + "." + parts[2],
        "eyJhbGciOiJIUzUxMiJ9." + parts[1] + "." + parts[2],
        "eyJhbGciOiJSUzI1NiJ9." + parts[1] + "." + parts[2],
        "{\"alg\":\"HS256\"}." + parts[1] + "." + parts[2],
        parts[0] + "." + parts[1],
        parts[0] + "." + parts[1] + ".",
        parts[0] + "." + parts[1] + "." + parts[2] + ".x",
        parts[0] + "." + parts[1] + "A." + parts[2],
        good.substring(0, good.length() - 2),
        good + "!",
        good + "=",
        good + "*",
        Tokens.of("{\"exp\":" + (now - 60) + ",\"mercure\":{\"publish\":[\"*\"]}}"),
        Tokens.of("{\"nbf\":" + (now + 600) + ",\"mercure\":{\"publish\":[\"*\"]}}"),
        Tokens.of("{\"mercure\":[]}"),
        Tokens.of("{\"mercure\":{\"publish\":\"*\",\"subscribe\":7}}"),
        Tokens.of("{\"mercure\":{\"publish\":[\"\"],\"subscribe\":[\"\"]}}"),
        Tokens.of("{\"mercure\":{\"publish\":[null],\"subscribe\":[null]}}"),
        Tokens.of("{\"authorization_details\":7}"),
        SECRET_HEAD + "A".repeat(5000) + ".x");
  }

  @ParameterizedTest
  @MethodSource("badTokens")
  void tokenThatIsBad_isRefusedEverywhere(String token, FreshetServer server) {
    String query = HUB + "?topic=t&authorization=" + token.replaceAll("[{}\":]", "_");
    HttpRequest.Builder publish =
        HttpRequest.newBuilder(server.uri(HUB))
            .header("Content-Type", FORM)
            .POST(BodyPublishers.ofString("topic=t"));
    HttpRequest.Builder poll =
        HttpRequest.newBuilder(server.uri(HUB + "?topic=t")).header("Accept", "application/json");

    String bearer = "Bearer " + token;
    assertThat(Publisher.send(publish.copy().header("Authorization", bearer)).statusCode())
        .isEqualTo(401);
    assertThat(Publisher.send(poll.copy().header("Authorization", bearer)).statusCode())
        .isEqualTo(401);
    if (!token.isEmpty()) {
      assertThat(
              Publisher.send(
                      HttpRequest.newBuilder(server.uri(query))
                          .header("Accept", "application/json"))
                  .statusCode())
          .isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Basic eDp5", "Bearer", "Bearer ", "bearer", "Token x", ",", "Bearer a b"})
  void authorizationHeaderOfAnotherForm_isRefused(String header, FreshetServer server) {
    HttpRequest.Builder poll =
        HttpRequest.newBuilder(server.uri(HUB + "?topic=t"))
            .header("Accept", "application/json")
            .header("Authorization", header);

    assertThat(Publisher.send(poll).statusCode()).isEqualTo(401);
  }

  @Test
  void authorizationHeader_twice_isRefused(FreshetServer server) {
    String good = "Bearer " + Tokens.subscriber("*");
    Map<String, String> twice = Map.of("Authorization", good + "\r\nAuthorization: " + good);
    try (RawStream answer = RawStream.open(server.uri(HUB + "?topic=t"), twice)) {
      await().until(() -> answer.status() > 0);

      assertThat(answer.status()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
  void authorizationScheme_inAnyCase_isTaken(String scheme, FreshetServer server) {
    HttpRequest.Builder poll =
        HttpRequest.newBuilder(server.uri(HUB + "?topic=t"))
            .header("Accept", "application/json")
            .header("Authorization", scheme + " " + Tokens.subscriber("*"));

    assertThat(Publisher.send(poll).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00ff\u00fe", "\u0001", "a\tb", "\u0080", "' OR 1=1", "%0d%0aX: y"})
  void lastEventIdHeader_ofAnyBytes_isTakenOrRefused(String id, FreshetServer server) {
    Map<String, String> headers = Map.of("Last-Event-ID", id, "Accept", "application/json");
    try (RawStream answer = RawStream.open(server.uri(HUB + "?topic=" + topic), headers)) {
      await().until(() -> answer.status() > 0 || answer.hasEnded());

      assertThat(answer.status()).isBetween(0, 499);
      assertThat(answer.headers()).doesNotContainKey("x");
    }
  }

  @Test
  void header_thatIsHuge_isRefused(FreshetServer server) {
    Map<String, String> headers = Map.of("Authorization", "Bearer " + "a".repeat(100_000));
    try (RawStream answer = RawStream.open(server.uri(HUB + "?topic=" + topic), headers)) {
      await().until(() -> answer.status() > 0 || answer.hasEnded());

      assertThat(answer.status()).isBetween(0, 499);
    }
    assertThat(new Publisher(server).publish(topic, "still there")).isNotEmpty();
  }
}
