package dev.freshet.mercure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics, selectors, types and ids that are too long, at every door that takes them. */
@ExtendWith(SharedServer.class)
class NamesHardeningIT {
  private static final String HUB = "/.well-known/mercure";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";
  private static final int SELECTOR = 4096;
  private static final int TYPE = 256;
  private static final int ID = 512;

  private static HttpResponse<String> send(
      FreshetServer server, String method, String path, String type, String body) {
    return Publisher.send(
        HttpRequest.newBuilder(server.uri(path))
            .header("Authorization", "Bearer " + Tokens.ofSubject("names"))
            .header("Accept", JSON)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body)));
  }

  private static void assertRefused(HttpResponse<String> answer, String setting) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(setting);
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("topic", SELECTOR, "FRESHET_MAX_TOPIC"),
        Arguments.of("type", TYPE, "FRESHET_MAX_TYPE"),
        Arguments.of("id", ID, "FRESHET_MAX_ID"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void publish_withANameThatIsTooLong_isRefused(
      String field, int most, String setting, FreshetServer server) {
    String form = "topic=names&" + field + "=";
    String line =
        "{" + (field.equals("topic") ? "" : "\"topic\":\"names\",") + "\"" + field + "\":\"";

    assertThat(send(server, "POST", HUB, FORM, form + "x".repeat(most)).statusCode())
        .isEqualTo(200);
    assertRefused(send(server, "POST", HUB, FORM, form + "x".repeat(most + 1)), setting);
    assertRefused(send(server, "POST", HUB, FORM, form + "x".repeat(2_000_000)), setting);
    HttpResponse<String> batch =
        send(
            server,
            "POST",
            HUB,
            "application/x-ndjson",
            line + "x".repeat(most) + "\"}\n" + line + "x".repeat(most + 1) + "\"}");
    assertThat(batch.body().lines().map(answer -> answer.contains("\"status\":200")))
        .containsExactly(true, false);
    assertThat(batch.body()).contains(setting);
  }

  @ParameterizedTest
  @ValueSource(strings = {"topic", "match", "match_exact", "match_urlpattern"})
  void subscribe_withASelectorThatIsTooLong_isRefused(String name, FreshetServer server) {
    assertThat(send(server, "QUERY", HUB, FORM, name + "=" + "x".repeat(SELECTOR)).statusCode())
        .isEqualTo(200);
    assertRefused(
        send(server, "QUERY", HUB, FORM, name + "=" + "x".repeat(SELECTOR + 1)),
        "FRESHET_MAX_SELECTOR");
    assertRefused(
        send(server, "QUERY", HUB, FORM, name + "=" + "*a".repeat(1_500_000)),
        "FRESHET_MAX_SELECTOR");
  }

  @Test
  void subscribe_withSelectorsThatAreTooLongTogether_isRefused(FreshetServer server) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < 17; i++) {
      form.append("&match_urlpattern=").append(i).append("*a".repeat(2000));
    }

    assertRefused(send(server, "QUERY", HUB, FORM, form.toString()), "FRESHET_MAX_SELECTORS_SIZE");
  }

  @ParameterizedTest
  @CsvSource({"/stream?channel=", "/.well-known/mercure?topic="})
  void streamOfAChannel_withANameThatIsTooLong_isRefused(String path, FreshetServer server) {
    HttpResponse<String> answer = Publisher.get(server.uri(path + "x".repeat(SELECTOR + 1)));

    assertRefused(answer, "FRESHET_MAX_SELECTOR");
  }

  @ParameterizedTest
  @CsvSource({"topics,4096", "type,256"})
  void schedule_withANameThatIsTooLong_isRefused(String field, int most, FreshetServer server) {
    String name = "x".repeat(most + 1);
    String json =
        "{\"id\":\"s"
            + UUID.randomUUID()
            + "\",\"topics\":[\""
            + (field.equals("topics") ? name : "t")
            + "\"],\"type\":\""
            + (field.equals("type") ? name : "t")
            + "\",\"payload\":{\"text\":\"x\"},\"trigger\":{\"interval\":3600}}";
    HttpResponse<String> answer =
        Publisher.send(
            HttpRequest.newBuilder(server.uri("/api/schedules"))
                .header("Authorization", "Bearer " + Tokens.administrator())
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(json)));

    assertRefused(answer, field.equals("type") ? "FRESHET_MAX_TYPE" : "FRESHET_MAX_TOPIC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%09",
        "%7F",
        "%C2%85",
        "%C2%9F",
        "%E2%80%AE",
        "%E2%80%8B",
        "%E2%80%8D",
        "%EF%BB%BF"
      })
  void name_withACharacterThatNobodySees_isRefused(String character, FreshetServer server) {
    for (String field : new String[] {"topic", "type", "id"}) {
      String form = "topic=t&" + field + "=a" + character + "b";
      assertThat(send(server, "POST", HUB, FORM, form).statusCode()).as(form).isEqualTo(400);
    }
    for (String field : new String[] {"topic", "match", "match_exact", "match_urlpattern"}) {
      String form = field + "=a" + character + "b";
      assertThat(send(server, "QUERY", HUB, FORM, form).statusCode()).as(form).isEqualTo(400);
    }
    assertThat(Publisher.get(server.uri("/stream?channel=a" + character + "b")).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {HUB, "/api/revocations", "/api/schedules", "/api/schedules/preview"})
  void post_withoutContentType_isRefused(String path, FreshetServer server) {
    HttpResponse<String> answer =
        Publisher.send(
            HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer " + Tokens.ofSubject("untyped"))
                .POST(BodyPublishers.ofString("{\"topic\":\"t\"}")));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void form_withManyParameters_isRefused(FreshetServer server) {
    assertThat(send(server, "POST", HUB, FORM, "topic=t" + "&a=".repeat(2000)).statusCode())
        .isEqualTo(400);
  }
}
