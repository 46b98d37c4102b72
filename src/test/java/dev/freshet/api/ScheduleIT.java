package dev.freshet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.AdminApi;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tokens;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules over HTTP. */
@ExtendWith(SharedServer.class)
class ScheduleIT {
  private static final String SCHEDULES = "/api/schedules";

  private final String id = "s-" + UUID.randomUUID();
  private final String path = SCHEDULES + "/" + id;
  private final FreshetServer server;
  private final AdminApi api;

  ScheduleIT(FreshetServer server) {
    this.server = server;
    this.api = new AdminApi(server);
  }

  @BeforeEach
  void checkNothingIsLeft() {
    assertThat(api.send("GET", path, "").statusCode()).isEqualTo(404);
  }

  @AfterEach
  void remove() {
    api.send("DELETE", path, "");
  }

  private String schedule(String members) {
    return "{'id':'" + id + "','topics':['" + id + "']," + members + "}";
  }

  private JsonObject make(String members) {
    return api.send(201, "POST", SCHEDULES, schedule(members));
  }

  @Test
  void schedule_publishesWhenItIsDue() {
    make("'type':'tick','payload':{'template':'{{count}}'},'trigger':{'interval':0.1}");
    try (RawStream stream = RawStream.open(server.uri("/.well-known/mercure?topic=" + id))) {
      await().until(() -> stream.events().size() > 5);

      ReceivedEvent event = stream.events().get(0);
      assertThat(event.type()).isEqualTo("tick");
      int first = Integer.parseInt(event.data());
      for (int i = 0; i < 5; i++) {
        assertThat(stream.data().get(i)).isEqualTo(Integer.toString(first + i));
      }
    }
    JsonObject status = api.get(path).getJsonObject("status");
    assertThat(status.getString("state")).isEqualTo("waiting");
    assertThat(status.getJsonArray("next")).hasSize(5);
    JsonObject run = status.getJsonArray("history").getJsonObject(0);
    assertThat(run.getString("outcome")).isEqualTo("published");
    assertThat(run.getJsonNumber("latenessMillis").doubleValue()).isBetween(0.0, 1000.0);
  }

  @Test
  void privateSchedule_isForThoseWhoMay() {
    make("'private':true,'payload':{'text':'x'},'trigger':{'interval':0.1}");
    String query = "/.well-known/mercure?topic=" + id;
    String token = Tokens.subscriber(id);
    try (RawStream all = RawStream.open(server.uri(query));
        RawStream may = RawStream.open(server.uri(query + "&authorization=" + token))) {
      await().until(() -> may.events().size() > 2);
      assertThat(all.events()).isEmpty();
    }
  }

  @Test
  void made_isAnsweredWithItsPlaceAndListed() {
    HttpResponse<String> made =
        api.send(
            "POST", SCHEDULES, schedule("'payload':{'text':'x'},'trigger':{'cron':'0 0 0 1 1 *'}"));

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location")).contains(path);
    JsonArray all = api.get(SCHEDULES).getJsonArray("schedules");
    assertThat(all.getValuesAs(JsonObject.class).stream().map(one -> one.getString("id")))
        .contains(id);
  }

  @Test
  void made_withAnIdThatThereIs_isRefused() {
    make("'payload':{'text':'x'},'trigger':{'interval':60}");

    JsonObject problem =
        api.send(
            409,
            "POST",
            SCHEDULES,
            schedule("'payload':{'text':'other'},'trigger':{'interval':1}"));
    assertThat(problem.getString("detail")).contains(id);
    assertThat(api.get(path).getJsonObject("payload").getString("text")).isEqualTo("x");
  }

  @Test
  void replaced_isAnother() {
    String body = "'payload':{'text':'x'},'trigger':{'interval':60}}";
    api.send(201, "PUT", path, "{'topics':['a']," + body);
    JsonObject replaced = api.send(200, "PUT", path, "{'topics':['b']," + body);

    assertThat(replaced.getJsonArray("topics").getString(0)).isEqualTo("b");
    assertThat(api.get(path)).isEqualTo(replaced);
    assertThat(api.send("PUT", path, "{'id':'other','topics':['b']," + body).statusCode())
        .isEqualTo(400);
    assertThat(api.send("PUT", path, api.get(path).toString()).statusCode()).isEqualTo(200);
  }

  @Test
  void changed_keepsTheOtherMembers() {
    make("'payload':{'text':'x'},'trigger':{'interval':60},'maxRuns':3");
    JsonObject changed = api.send(200, "PATCH", path, "{'type':'t','maxRuns':null}");

    assertThat(changed.getString("type")).isEqualTo("t");
    assertThat(changed.containsKey("maxRuns")).isFalse();
    assertThat(changed.getJsonObject("trigger").getString("interval")).isEqualTo("PT1M");
    api.send(400, "PATCH", path, "{'trigger':{'interval':-1}}");
    assertThat(api.get(path)).isEqualTo(changed);
  }

  @Test
  void pausedAndResumed_saysSo() {
    make("'payload':{'text':'x'},'trigger':{'interval':60}");
    JsonObject paused = api.send(200, "POST", path + "/pause", "");
    assertThat(paused.getJsonObject("status").getString("state")).isEqualTo("paused");
    assertThat(paused.getJsonObject("status").getJsonArray("next")).isEmpty();
    JsonObject resumed = api.send(200, "POST", path + "/resume", "");

    assertThat(resumed.getJsonObject("status").getString("state")).isEqualTo("waiting");
  }

  @Test
  void run_publishesNow() {
    make("'payload':{'text':'by hand'},'trigger':{'cron':'0 0 0 1 1 *'}");
    try (RawStream stream = RawStream.open(server.uri("/.well-known/mercure?topic=" + id))) {
      await().until(() -> stream.comments() > 0);
      JsonObject run = api.send(200, "POST", path + "/run", "");

      await().until(() -> stream.data().contains("by hand"));
      assertThat(stream.events().get(0).id()).isEqualTo(run.getString("eventId"));
      await()
          .untilAsserted(
              () ->
                  assertThat(api.get(path).getJsonObject("status").getJsonArray("history"))
                      .containsExactly(run));
    }
  }

  @Test
  void feed_isPublishedOnTheTopicsOfBoth() {
    make("'payload':{'feed':'monitor'},'trigger':{'interval':0.2}");
    try (RawStream stream = RawStream.open(server.uri("/.well-known/mercure?topic=" + id))) {
      await().until(() -> !stream.events().isEmpty());
      assertThat(stream.events().get(0).type()).isEqualTo("monitor");
    }
  }

  @Test
  void feed_thatThereIsNot_isRefusedWithThoseThatThereAre() {
    HttpResponse<String> made =
        api.send("POST", SCHEDULES, schedule("'payload':{'feed':'none'},'trigger':{'interval':1}"));

    assertThat(made.statusCode()).isEqualTo(400);
    assertThat(made.body()).contains("monitor");
  }

  @Test
  void deleted_isGone() {
    make("'payload':{'text':'x'},'trigger':{'interval':60}");

    assertThat(api.send("DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(api.send("GET", path, "").statusCode()).isEqualTo(404);
    assertThat(api.send("DELETE", path, "").statusCode()).isEqualTo(404);
    assertThat(api.send("POST", path + "/run", "").statusCode()).isEqualTo(404);
  }

  @Test
  void preview_saysWhenItWouldBeDueAndMakesNothing() {
    JsonObject preview =
        api.send(
            200,
            "POST",
            SCHEDULES + "/preview",
            schedule(
                "'payload':{'text':'x'},'trigger':{'crontab':'0 8 * * 1','zone':'Europe/Berlin'}"));

    JsonArray next = preview.getJsonObject("status").getJsonArray("next");
    assertThat(next).hasSize(5);
    Instant first = Instant.parse(next.getString(0));
    assertThat(Duration.between(Instant.now(), first)).isBetween(Duration.ZERO, Duration.ofDays(8));
    assertThat(preview.getJsonObject("trigger").getString("cron")).startsWith("0 0 8 * *");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                                    | not a JSON object",
        "{                                                                     | not a JSON object",
        "{'payload':{'text':'x'},'trigger':{'interval':1}}                     | id",
        "{'id':'ID','payload':{'text':'x'},'trigger':{'interval':1}}           | topics",
        "{'id':'ID','topics':['*'],'payload':{'text':'x'},'trigger':{'interval':1}} | topic",
        "{'id':'ID','topics':['/.well-known/mercure/x'],'payload':{'text':'x'},'trigger':{'interval':1}} | own",
        "{'id':'ID','topics':['t'],'trigger':{'interval':1}}                   | payload",
        "{'id':'ID','topics':['t'],'payload':{'text':'x'}}                     | trigger",
        "{'id':'ID','topics':['t'],'payload':{'fetch':'http://localhost/'},'trigger':{'interval':1}} | FRESHET_FETCH_HOSTS",
        "{'id':'ID','topics':['t'],'payload':{'text':'x'},'trigger':{'date':'2020-01-01T00:00:00Z'}} | never",
        "{'id':'ID','topics':['t'],'payload':{'text':'x'},'trigger':{'cron':'0 0 0 31 feb *'}} | never",
        "{'id':'ID','topics':['t'],'type':'a\\nb','payload':{'text':'x'},'trigger':{'interval':1}} | type"
      })
  void wish_thatCannotBe_isRefusedWithTheReason(String body, String reason) {
    HttpResponse<String> answer = api.send("POST", SCHEDULES, body.replace("ID", id));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains(reason);
    assertThat(api.send("GET", path, "").statusCode()).isEqualTo(404);
  }

  @Test
  void payload_thatIsTooLarge_isRefused() {
    String text = "x".repeat(1024 * 1024);
    HttpResponse<String> answer =
        api.send(
            "POST",
            SCHEDULES,
            schedule("'payload':{'text':'" + text + "'},'trigger':{'interval':1}"));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(api.send("GET", path, "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"GET,", "POST,", "GET,/x", "PUT,/x", "PATCH,/x", "DELETE,/x", "POST,/x/run"})
  void api_withoutAnAdministratorsToken_isClosed(String method, String more) {
    String rest = more == null ? "" : more;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(SCHEDULES + rest))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString("{}"));

    assertThat(Publisher.send(request.copy()).statusCode()).isEqualTo(401);
    assertThat(
            Publisher.send(request.header("Authorization", "Bearer " + Tokens.publisher("*")))
                .statusCode())
        .isEqualTo(403);
  }
}
