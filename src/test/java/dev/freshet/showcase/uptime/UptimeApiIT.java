package dev.freshet.showcase.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tokens;
import dev.freshet.testing.UptimeApi;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The targets, as an administrator changes them, and as others must not. */
@ExtendWith(SharedServer.class)
class UptimeApiIT {
  /** A port that nobody listens on, seldom checked. */
  private static final String REST = "\"kind\":\"tcp\",\"address\":\"localhost:9\"";

  private static String tcp(String id, String more) {
    return "{\"id\":\"" + id + "\"," + REST + more + "}";
  }

  @Test
  void target_isAddedListedChangedAndRemoved(FreshetServer server) {
    UptimeApi api = new UptimeApi(server);
    HttpResponse<String> added = api.post(tcp("one", ",\"name\":\"One\""));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(added.headers().firstValue("Location")).contains("/api/uptime/targets/one");
    assertThat(api.post(tcp("one", "")).statusCode()).isEqualTo(409);
    assertThat(api.list().body()).contains("\"id\":\"one\"");
    assertThat(api.get("one").body()).isEqualTo(added.body()).contains("\"retries\":1");

    assertThat(api.put("one", "{" + REST + ",\"retries\":0}").statusCode()).isEqualTo(200);
    assertThat(api.get("one").body()).contains("\"retries\":0", "\"name\":\"one\"");
    assertThat(api.put("two", tcp("two", "")).statusCode()).isEqualTo(201);
    for (String id : new String[] {"one", "two"}) {
      assertThat(api.delete(id).statusCode()).isEqualTo(204);
      assertThat(api.delete(id).statusCode()).isEqualTo(404);
      assertThat(api.get(id).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void targets_withoutTheRight_areNeitherShownNorChanged(FreshetServer server) {
    UptimeApi api = new UptimeApi(server);
    String[][] requests = {
      {"GET", ""}, {"POST", ""}, {"GET", "/x"}, {"PUT", "/x"}, {"DELETE", "/x"},
    };
    for (String[] request : requests) {
      String path = "/api/uptime/targets" + request[1];
      String body = tcp("x", "");
      assertThat(api.send(request[0], path, body, "").statusCode()).isEqualTo(401);
      assertThat(api.send(request[0], path, body, Tokens.publisher("*")).statusCode())
          .isEqualTo(403);
    }
    assertThat(api.get("x").statusCode()).isEqualTo(404);
    assertThat(api.send("GET", "/api/uptime", "", "no token").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|JSON object",
        "[]|JSON object",
        "{|JSON object",
        "{}|kind",
        "{\"id\":\"bad\",\"kind\":\"icmp\"}|kind",
        "{\"kind\":\"tcp\",\"address\":\"a:1\"}|id",
        "{\"id\":\"a/b\",\"kind\":\"tcp\",\"address\":\"a:1\"}|id",
        "{\"id\":\"bad\",\"kind\":\"tcp\",\"address\":\"a:1\",\"intervalSeconds\":0}|intervalSeconds",
        "{\"id\":\"bad\",\"kind\":\"tcp\",\"address\":\"a:1\",\"timeoutSeconds\":31}|timeoutSeconds",
        "{\"id\":\"bad\",\"kind\":\"tcp\",\"address\":\"a:1\",\"colour\":1}|colour",
        "{\"id\":\"bad\",\"kind\":\"http\",\"url\":\"gopher://a/\"}|url",
        "{\"id\":\"bad\",\"kind\":\"http\",\"url\":\"http://u:p@a/\"}|url"
      })
  void target_thatCannotBeHad_is400WithWhatIsWrong(
      String body, String wrong, FreshetServer server) {
    UptimeApi api = new UptimeApi(server);
    String before = api.list().body();

    HttpResponse<String> answer = api.post(body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains(wrong);
    assertThat(api.list().body()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb", "..%2Fa", "a%20b", ".configured"})
  void id_thatCannotBe_isRefused(String id, FreshetServer server) {
    UptimeApi api = new UptimeApi(server);

    assertThat(api.put(id, "{" + REST + "}").statusCode()).isBetween(400, 404);
    assertThat(api.get(id).statusCode()).isBetween(400, 404);
    assertThat(api.delete(id).statusCode()).isBetween(400, 404);
  }

  @Test
  void id_thatIsNotTheOneOfTheAddress_is400(FreshetServer server) {
    HttpResponse<String> answer = new UptimeApi(server).put("one", tcp("two", ""));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("id must be");
  }

  @Test
  void history_isForEverybody_butForPrivateTargets(FreshetServer server) {
    UptimeApi api = new UptimeApi(server);
    api.post(tcp("seen", ""));
    api.post(tcp("secret", ",\"private\":true"));
    String path = "/api/uptime/history";

    assertThat(api.send("GET", path, "", "").body())
        .contains("\"seen\"", "\"patienceMillis\":71000")
        .doesNotContain("\"secret\"");
    assertThat(api.send("GET", path, "", Tokens.administrator()).body()).contains("\"secret\"");
    api.delete("seen");
    api.delete("secret");
  }

  @ParameterizedTest
  @CsvSource({"1,200", "168,200", "0,400", "169,400", "-1,400", "x,400", "9999999999,400"})
  void history_isOfOneHourToAWeek(String hours, int status, FreshetServer server) {
    String path = "/api/uptime/history?hours=" + hours;

    assertThat(new UptimeApi(server).send("GET", path, "", "").statusCode()).isEqualTo(status);
  }

  @Test
  void body_thatIsTooLarge_is413(FreshetServer server) {
    String name = ",\"name\":\"" + "x".repeat(20_000) + "\"";

    assertThat(new UptimeApi(server).post(tcp("large", name)).statusCode()).isEqualTo(413);
  }

  @Test
  void oneTargetTooMany_is409(FreshetServer server) {
    UptimeApi api = new UptimeApi(server);
    String rare = ",\"intervalSeconds\":3600";
    int added = 0;
    HttpResponse<String> answer = api.post(tcp("many-0", rare));
    while (answer.statusCode() == 201) {
      added++;
      answer = api.post(tcp("many-" + added, rare));
    }

    assertThat(added).isEqualTo(500);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("500");
    for (int i = 0; i < added; i++) {
      assertThat(api.delete("many-" + i).statusCode()).isEqualTo(204);
    }
  }
}
