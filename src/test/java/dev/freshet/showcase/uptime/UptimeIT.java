package dev.freshet.showcase.uptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import dev.freshet.testing.Schemas;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.SwitchedWeb;
import dev.freshet.testing.Tokens;
import dev.freshet.testing.UptimeApi;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Targets that are checked by a real server, and seen by its subscribers. */
@ExtendWith(SharedServer.class)
class UptimeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static String http(String id, int port, String more) {
    return "{\"id\":\"%s\",\"kind\":\"http\",\"url\":\"http://localhost:%d/\",\"intervalSeconds\":1%s}"
        .formatted(id, port, more);
  }

  private static RawStream open(FreshetServer server, String topic, String token) {
    URI uri = server.uri("/.well-known/mercure?topic=" + topic);
    RawStream stream =
        token.isEmpty()
            ? RawStream.open(uri)
            : RawStream.open(uri, Map.of("Authorization", "Bearer " + token));
    await().until(() -> stream.comments() > 0);
    return stream;
  }

  private static List<JsonObject> changes(RawStream stream) {
    return stream.events().stream()
        .filter(event -> Check.CHANGE.equals(event.type()))
        .map(event -> Samples.json(event.data()))
        .toList();
  }

  private static List<ReceivedEvent> checks(RawStream stream) {
    return stream.events().stream().filter(event -> Check.TOPIC.equals(event.type())).toList();
  }

  private static void awaitChange(RawStream stream, String to) {
    await()
        .atMost(PATIENCE)
        .until(() -> changes(stream).stream().anyMatch(c -> c.getString("to").equals(to)));
  }

  @Test
  void webServer_thatGoesDownAndComesBack_isSeenWithinOneInterval(FreshetServer server)
      throws IOException {
    UptimeApi api = new UptimeApi(server);
    try (SwitchedWeb web = new SwitchedWeb();
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RawStream stream = open(server, "uptime/web", "")) {
      String hangs =
          "{\"id\":\"hangs\",\"kind\":\"http\",\"url\":\"http://localhost:%d/\",\"timeoutSeconds\":20}";
      assertThat(api.post(hangs.formatted(silent.getLocalPort())).statusCode()).isEqualTo(201);
      assertThat(api.post(http("web", web.port(), "")).statusCode()).isEqualTo(201);
      awaitChange(stream, "up");

      int before = checks(stream).size();
      web.switchOff();
      await().atMost(PATIENCE).until(() -> changes(stream).size() == 2);
      int whenDown = checks(stream).size();
      web.switchOn();
      await().atMost(PATIENCE).until(() -> changes(stream).size() == 3);
      int whenUp = checks(stream).size();

      // The check that was under way, and the next one, which saw it.
      assertThat(whenDown - before).isLessThanOrEqualTo(2);
      assertThat(whenUp - whenDown).isLessThanOrEqualTo(2);
      assertThat(changes(stream))
          .extracting(change -> change.getString("from") + " " + change.getString("to"))
          .containsExactly("unknown up", "up down", "down up");
      assertThat(changes(stream).get(2).getInt("downForMillis")).isPositive();
      assertThat(api.report("hangs").getString("state")).isEqualTo("unknown");
      stream
          .events()
          .forEach(event -> Schemas.assertValid(String.valueOf(event.type()), event.data()));
    } finally {
      api.delete("web");
      api.delete("hangs");
    }
  }

  @Test
  void history_outlivesARestart(FreshetServer server) {
    UptimeApi api = new UptimeApi(server);
    try (SwitchedWeb web = new SwitchedWeb()) {
      api.post(http("kept", web.port(), ""));
      await().atMost(PATIENCE).until(() -> known(api) >= 3);
      long since = api.report("kept").getJsonNumber("since").longValue();
      server.stop();
      server.restart();

      await().atMost(PATIENCE).until(() -> api.report("kept").getString("state").equals("up"));
      JsonObject report = api.report("kept");
      assertThat(report.getJsonNumber("since").longValue()).isEqualTo(since);
      assertThat(known(api)).isGreaterThanOrEqualTo(3);
    } finally {
      if (!server.isAlive()) {
        server.restart();
      }
      api.delete("kept");
    }
  }

  private static int known(UptimeApi api) {
    JsonObject report = api.report("kept");
    return report.isEmpty()
        ? 0
        : report.getJsonObject("availability").getJsonObject("1h").getInt("knownSeconds");
  }

  @Test
  void privateTarget_isSeenByThoseWithTheRightOnly(FreshetServer server) {
    UptimeApi api = new UptimeApi(server);
    try (SwitchedWeb web = new SwitchedWeb();
        RawStream everybody = open(server, "uptime/secret", "");
        RawStream entitled = open(server, "uptime/secret", Tokens.subscriber("uptime/secret"))) {
      api.post(http("secret", web.port(), ",\"private\":true"));
      awaitChange(entitled, "up");

      assertThat(everybody.events()).isEmpty();
      assertThat(api.report("secret")).isEmpty();
      assertThat(api.send("GET", "/api/uptime", "", Tokens.administrator()).body())
          .contains("\"secret\"");
      assertThat(api.send("GET", "/api/uptime", "", Tokens.subscriber("*")).body())
          .doesNotContain("\"secret\"");
    } finally {
      api.delete("secret");
    }
  }
}
