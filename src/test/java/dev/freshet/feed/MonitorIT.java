package dev.freshet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.Schemas;
import dev.freshet.testing.SharedServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The figures of a node in a real server. */
@ExtendWith(SharedServer.class)
class MonitorIT {
  @Test
  void samples_areWhatTheSchemaSays_andAreOnTheTopicOfTheirNode(FreshetServer server) {
    JsonObject sample = read(twoSamples(server, "monitor").get(0));

    assertThat(sample.get("redis")).isEqualTo(JsonValue.NULL);
    assertThat(twoSamples(server, "monitor/" + sample.getString("node")))
        .allSatisfy(one -> assertThat(read(one).get("node")).isEqualTo(sample.get("node")));
  }

  private static List<String> twoSamples(FreshetServer server, String topic) {
    try (RawStream stream = RawStream.open(server.uri("/.well-known/mercure?topic=" + topic))) {
      await().until(() -> stream.events().size() >= 2);
      stream.data().forEach(data -> Schemas.assertValid("monitor", data));
      return stream.data();
    }
  }

  private static JsonObject read(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }
}
