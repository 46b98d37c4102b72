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
    JsonObject sample = samples(server, "monitor", 2).get(0);

    assertThat(sample.get("redis")).isEqualTo(JsonValue.NULL);
    assertThat(samples(server, "monitor/" + sample.getString("node"), 2))
        .allSatisfy(one -> assertThat(one.get("node")).isEqualTo(sample.get("node")));
  }

  @Test
  void samples_tellHowLongDeliveriesTookAndOnWhichTopics_butNoPrivateOne(FreshetServer server) {
    Publisher publisher = new Publisher(server);
    publisher.post("topic=monitor-it-secret&private=on&data=x");
    List<JsonObject> samples = samples(server, "monitor", 7);
    JsonObject sample = samples.get(1);
    assertThat(sample.getInt("channels")).isPositive();
    JsonObject delivery = sample.getJsonObject("delivery");
    assertThat(delivery.getInt("writes")).isPositive();
    assertThat(delivery.getJsonNumber("p99Millis").doubleValue())
        .isPositive()
        .isGreaterThanOrEqualTo(delivery.getJsonNumber("p50Millis").doubleValue());
    JsonObject topics =
        samples.stream()
            .filter(one -> !one.isNull("topics"))
            .findFirst()
            .orElseThrow()
            .getJsonObject("topics");
    assertThat(topics.getJsonArray("top")).isNotEmpty();
    assertThat(topics.getJsonArray("top").toString()).doesNotContain("monitor-it-secret");
    assertThat(topics.getJsonNumber("privatePerSecond").doubleValue()).isPositive();
  }

  private static List<JsonObject> samples(FreshetServer server, String topic, int least) {
    try (RawStream stream = RawStream.open(server.uri("/.well-known/mercure?topic=" + topic))) {
      await().until(() -> stream.events().size() >= least);
      List<String> samples = stream.data();
      samples.forEach(data -> Schemas.assertValid("monitor", data));
      return samples.stream().map(MonitorIT::read).toList();
    }
  }

  private static JsonObject read(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }
}
