package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.AdminApi;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawStream;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules of a node that is alone, when it ends and comes back. */
class ScheduleRestartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path data;

  @Test
  void schedules_outliveTheServer() {
    int port = FreshetServer.freePort();
    Map<String, String> settings =
        Map.of("FRESHET_DATA", data.toString(), "FRESHET_FETCH_HOSTS", "localhost:" + port);
    try (FreshetServer server = FreshetServer.startAt(port, settings)) {
      AdminApi api = new AdminApi(server);
      make(api, "often", "'payload':{'template':'{{count}}'},'trigger':{'interval':0.2}");
      make(api, "once", "'payload':{'text':'x'},'trigger':{'interval':1},'maxRuns':1");
      make(
          api,
          "status",
          "'payload':{'fetch':'" + server.uri("/api/status") + "'},'trigger':{'interval':1}");
      await().atMost(PATIENCE).until(() -> runs(api, "often") > 10 && runs(api, "status") > 0);
      await().atMost(PATIENCE).until(() -> state(api, "once").equals("ended"));
      int before = runs(api, "often");

      server.kill();
      server.restart();

      await().atMost(PATIENCE).until(() -> runs(api, "often") > before + 5);
      assertThat(state(api, "once")).isEqualTo("ended");
      assertThat(runs(api, "once")).isEqualTo(1);
      assertThat(runs(api, "often")).isLessThan(before + 200);
      assertStatusIsPublished(server);
    }
  }

  private static void make(AdminApi api, String id, String members) {
    api.send(
        201,
        "POST",
        "/api/schedules",
        "{'id':'" + id + "','topics':['" + id + "']," + members + "}");
  }

  private static JsonObject status(AdminApi api, String id) {
    return api.get("/api/schedules/" + id).getJsonObject("status");
  }

  private static int runs(AdminApi api, String id) {
    return status(api, id).getInt("runs");
  }

  private static String state(AdminApi api, String id) {
    return status(api, id).getString("state");
  }

  private static void assertStatusIsPublished(FreshetServer server) {
    try (RawStream stream = RawStream.open(server.uri("/.well-known/mercure?topic=status"))) {
      await().atMost(PATIENCE).until(() -> !stream.events().isEmpty());
      assertThat(stream.data().get(0)).contains("\"streams\"");
    }
  }
}
