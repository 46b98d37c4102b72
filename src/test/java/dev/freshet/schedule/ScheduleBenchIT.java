package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.AdminApi;
import dev.freshet.testing.Cluster;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How late a thousand schedules of one second are; prints figures, and asserts that none is lost.
 */
@Tag("bench")
class ScheduleBenchIT {
  private static final int SCHEDULES = 1000;
  private static final int SECONDS = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path data;

  @Test
  void lateness_withTheLogInMemory() {
    Map<String, String> settings =
        Map.of("FRESHET_DATA", data.toString(), "FRESHET_LOG_EVENTS", "100000");
    try (FreshetServer server = FreshetServer.start(settings)) {
      measure("one node, log in memory", server);
      server.stop();
      server.restart();
      measureAgain("the same after a restart", server);
    }
  }

  @Test
  void lateness_withTheLogInRedis() {
    try (Cluster cluster = Cluster.start(1, Map.of())) {
      FreshetServer node = cluster.node(0);
      await().atMost(PATIENCE).until(() -> cluster.holder() != null);
      measure("one node, log in Redis", node);
      cluster.redis().kill();
      cluster.redis().restart();
      await().atMost(PATIENCE).until(() -> cluster.holder() != null);
      measureAgain("the same after Redis has restarted", node);
    }
  }

  private static void measure(String what, FreshetServer server) {
    AdminApi api = new AdminApi(server);
    for (int i = 0; i < SCHEDULES; i++) {
      api.send(
          201,
          "POST",
          "/api/schedules",
          "{'id':'b"
              + i
              + "','topics':['bench'],'payload':{'template':'{{id}} {{time}}'},"
              + "'trigger':{'interval':1}}");
    }
    measureAgain(what, server);
  }

  private static void measureAgain(String what, FreshetServer server) {
    try (RawStream stream = RawStream.open(server.uri("/.well-known/mercure?topic=bench"))) {
      // The first seconds are those of a virtual machine that warms up.
      await().atMost(PATIENCE).until(() -> stream.events().size() >= SCHEDULES * SECONDS);
      List<ReceivedEvent> events = stream.events();
      double[] late =
          events.subList(events.size() - SCHEDULES * SECONDS / 2, events.size()).stream()
              .mapToDouble(ScheduleBenchIT::latenessMillis)
              .sorted()
              .toArray();
      System.out.printf(
          "%s: %d schedules of 1 s, %d runs: late by %.1f ms on average, %.1f ms at p99, %.1f ms at"
              + " most%n",
          what,
          SCHEDULES,
          late.length,
          java.util.Arrays.stream(late).average().orElseThrow(),
          late[late.length * 99 / 100],
          late[late.length - 1]);
    }
    AdminApi api = new AdminApi(server);
    JsonObject all = api.get("/api/schedules");
    assertThat(all.getJsonArray("schedules")).hasSize(SCHEDULES);
    assertThat(
            IntStream.range(0, SCHEDULES)
                .mapToObj(i -> all.getJsonArray("schedules").getJsonObject(i)))
        .allSatisfy(
            one -> {
              assertThat(one.getJsonObject("status").getInt("missed")).isZero();
              assertThat(Objects.requireNonNull(one.getJsonObject("status")).getInt("runs"))
                  .isPositive();
            });
  }

  /** From when it was due until the log had it, by the id that the log gave it. */
  private static double latenessMillis(ReceivedEvent event) {
    Instant due = Instant.parse(event.data().substring(event.data().indexOf(' ') + 1));
    return event.place().millis() - due.toEpochMilli();
  }
}
