package dev.freshet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
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

  @Test
  void samples_tellHowLongDeliveriesTookAndOnWhichTopics_butNoPrivateOne(FreshetServer server) {
    new Publisher(server).post("topic=monitor-it-secret&private=on&data=x");
    new Publisher(server).post("topic=monitor-it-public&data=x");

    JsonObject sample = read(twoSamples(server, "monitor").get(1));

    assertThat(sample.getInt("channels")).isPositive();
    JsonObject delivery = sample.getJsonObject("delivery");
    assertThat(delivery.getInt("writes")).isPositive();
    assertThat(delivery.getJsonNumber("p99Millis").doubleValue())
        .isPositive()
        .isGreaterThanOrEqualTo(delivery.getJsonNumber("p50Millis").doubleValue());
    JsonObject topics = sample.getJsonObject("topics");
    assertThat(topics.getJsonArray("top").toString())
        .contains("\"monitor\"", "monitor-it-public")
        .doesNotContain("monitor-it-secret");
    assertThat(topics.getJsonNumber("privatePerSecond").doubleValue()).isPositive();
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
