package dev.freshet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.hub.TopicCounts;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events a second by topic. */
class TopicRatesTest {
  private static final TopicCounts NOTHING = new TopicCounts(Map.of(), 0, 0);

  private final TopicRates rates = new TopicRates();

  private void add(TopicCounts counts, int seconds) {
    for (int i = 0; i < seconds; i++) {
      rates.add(counts, 1);
    }
  }

  private JsonObject json() {
    return rates.json().build();
  }

  private JsonObject first() {
    return json().getJsonArray("top").getJsonObject(0);
  }

  private static double rate(JsonObject topic) {
    return topic.getJsonNumber("perSecond").doubleValue();
  }

  @Test
  void rate_comesNearToWhatIsSteady_andFadesWhenThatEnds() {
    add(new TopicCounts(Map.of("t", 50L), 0, 0), 60);
    assertThat(rate(first())).isCloseTo(50, within(0.5));

    add(NOTHING, 10);
    assertThat(rate(first())).isCloseTo(50 / Math.E, within(0.5));

    add(NOTHING, 120);
    assertThat(json().getJsonArray("top")).isEmpty();
  }

  @Test
  void top_hasTheHighestRatesFirst_andTheRestIsOneNumber() {
    Map<String, Long> counts =
        IntStream.rangeClosed(1, 25)
            .boxed()
            .collect(Collectors.toMap(n -> "t" + n, Integer::longValue));
    rates.add(new TopicCounts(counts, 5, 0), 1);

    assertThat(json().getJsonArray("top")).hasSize(TopicRates.NAMED);
    assertThat(first().getString("topic")).isEqualTo("t25");
    double share = 1 - Math.exp(-0.1);
    assertThat(json().getJsonNumber("othersPerSecond").doubleValue())
        .isCloseTo((1 + 2 + 3 + 4 + 5 + 5) * share, within(0.1));
  }

  @Test
  void privateEvents_haveARateAndNoName() {
    add(new TopicCounts(Map.of(), 0, 4), 60);

    assertThat(json().getJsonArray("top")).isEmpty();
    assertThat(json().getJsonNumber("privatePerSecond").doubleValue()).isCloseTo(4, within(0.1));
  }
}
