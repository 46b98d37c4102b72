package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Status;
import dev.freshet.testing.Strangers;
import dev.freshet.testing.Tokens;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that leave before they are answered or before they have sent their request, or that do
 * not read what they are answered.
 */
@ExtendWith(SharedServer.class)
class LeavingHardeningIT {
  private static final String HUB = "/.well-known/mercure";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int CLIENTS = 20;
  private static final int REQUESTS = 20;

  /** Fewer than one client may have waited for. */
  private static final int BODIES = 8;

  /** How many may wait, by default. */
  private static final int MAX_UNREAD = 64;

  private static final int SILENT_CLIENTS = 100;

  /** More bytes than the buffers of a connection take. */
  private static final int ANSWERS = 45;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/freshet.css",
        "/assets/nothing.css",
        "/api/status",
        "/api/social/posts",
        "/api/nothing",
        "/api/schedules",
        "/nothing",
        "/nothing.xhtml",
        "/signin.xhtml",
        "/health"
      })
  void clientThatLeavesBeforeItsAnswers_writesNoLog(String target, FreshetServer server) {
    String get = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    int before = server.output().size();
    long connections = server.sockets();
    new Strangers(server).send(CLIENTS, get.repeat(REQUESTS)).close();
    await().atMost(Duration.ofSeconds(30)).until(() -> server.sockets() <= connections);
    assertQuiet(server, before);
  }

  @ParameterizedTest
  @CsvSource({
    "QUERY, " + HUB + ", " + FORM,
    "POST, " + HUB + ", " + FORM,
    "POST, " + HUB + ", application/x-ndjson",
    "POST, /signin.xhtml, " + FORM,
    "POST, /api/social/people, application/json",
    "POST, /health, " + FORM
  })
  void clientThatLeavesWithinItsBody_writesNoLog(
      String method, String target, String type, FreshetServer server) {
    String request =
        String.join(
            "\r\n",
            method + " " + target + " HTTP/1.1",
            "Host: localhost",
            "Origin: http://localhost",
            "Authorization: Bearer " + Tokens.publisher("*"),
            "Content-Type: " + type,
            "Content-Length: 1000",
            "",
            "topic=x&");
    int before = server.output().size();
    try (Strangers strangers = new Strangers(server)) {
      strangers.send(BODIES, request);
      awaitBodies(server, BODIES);
    }
    awaitBodies(server, 0);
    assertThat(new Publisher(server).publish("left", "x")).isNotEmpty();
    assertQuiet(server, before);
  }

  @Test
  void clientsThatDoNotRead_keepNoMoreThreadsThanTheyMay(FreshetServer server) {
    String get = "GET /assets/vendor/uplot/uPlot.esm.js HTTP/1.1\r\nHost: localhost\r\n\r\n";
    int cutBefore = answers(server, "cut");
    int before = server.output().size();
    try (Strangers strangers = new Strangers(server).send(SILENT_CLIENTS, get.repeat(ANSWERS))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(answers(server, "cut")).isGreaterThan(cutBefore));
      await().until(() -> answers(server, "writing") <= MAX_UNREAD);
      assertThat(new Publisher(server).publish("unread", "x")).isNotEmpty();
      assertThat(strangers.answers()).anyMatch(answer -> answer.startsWith("HTTP/1.1 200"));
    }
    assertQuiet(server, before);
  }

  private static int answers(FreshetServer server, String what) {
    return Status.of(server).part("answers").getInt(what);
  }

  private static void awaitBodies(FreshetServer server, int waiting) {
    await().until(() -> Status.of(server).part("bodies").getInt("waiting") == waiting);
  }

  private static void assertQuiet(FreshetServer server, int before) {
    List<String> output = server.output();
    assertThat(output.subList(before, output.size()))
        .noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "));
  }
}
