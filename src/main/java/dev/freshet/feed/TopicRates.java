package dev.freshet.feed;

import dev.freshet.hub.TopicCounts;
import dev.freshet.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Events per second by topic, smoothed so that even a topic with an event every few seconds has a
 * rate. Owned by its feed; not thread-safe.
 */
final class TopicRates {
  /** Maximum topics listed by name; the rest is one number. */
  static final int NAMED = 20;

  /** A change takes this long to show by two thirds. */
  private static final double SMOOTHING_SECONDS = 10;

  /** Below one event in a hundred seconds, a topic is dropped. */
  private static final double LEAST = 0.01;

  private static final Comparator<Map.Entry<String, Double>> BY_RATE =
      Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry::getKey);

  private final Map<String, Double> byTopic = new HashMap<>();
  private double others;
  private double hidden;

  /** Adds the counts of a period. */
  void add(TopicCounts counts, double seconds) {
    double share = 1 - Math.exp(-seconds / SMOOTHING_SECONDS);
    byTopic.replaceAll((topic, rate) -> rate * (1 - share));
    counts.byTopic().forEach((topic, n) -> byTopic.merge(topic, n / seconds * share, Double::sum));
    byTopic.values().removeIf(rate -> rate < LEAST);
    others = others * (1 - share) + counts.others() / seconds * share;
    hidden = hidden * (1 - share) + counts.hidden() / seconds * share;
  }

  JsonObjectBuilder json() {
    JsonArrayBuilder top = Json.createArrayBuilder();
    byTopic.entrySet().stream()
        .sorted(BY_RATE)
        .limit(NAMED)
        .forEach(
            entry ->
                top.add(
                    Json.createObjectBuilder()
                        .add("topic", entry.getKey())
                        .add("perSecond", hundredths(entry.getValue()))));
    double unnamed =
        byTopic.entrySet().stream()
            .sorted(BY_RATE)
            .skip(NAMED)
            .mapToDouble(Map.Entry::getValue)
            .sum();
    return Json.createObjectBuilder()
        .add("top", top)
        .add("othersPerSecond", hundredths(others + unnamed))
        .add("privatePerSecond", hundredths(hidden));
  }

  private static double hundredths(double rate) {
    return Math.round(rate * 100) / 100.0;
  }
}
