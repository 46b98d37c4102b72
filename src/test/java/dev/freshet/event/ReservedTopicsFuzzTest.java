package dev.freshet.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;
import java.util.List;

/** Asks of any text whether it is a topic of the hub's own, and asks URL Patterns the same. */
class ReservedTopicsFuzzTest {
  private static final List<Selector> OWN =
      List.of(
          Selector.urlPattern("/.well-known/mercure"),
          Selector.urlPattern("/.well-known/mercure/*"),
          Selector.urlPattern("http{s}?://*/.well-known/mercure"),
          Selector.urlPattern("http{s}?://*/.well-known/mercure/*"));

  @FuzzTest(maxDuration = "1m")
  void has_whatPatternsOfTheHubMatch(byte[] input) {
    String topic = FuzzInput.text(input);
    boolean isOwn = ReservedTopics.has(topic);

    if (OWN.stream().anyMatch(selector -> selector.matches(topic))) {
      assertThat(isOwn).isTrue();
    }
    assertThat(ReservedTopics.has(" " + topic + " ")).isEqualTo(isOwn);
    assertThat(ReservedTopics.has("/.well-known/mercure/" + topic.replaceAll("[./\\\\%]", "_")))
        .isTrue();
  }
}
