package dev.freshet.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the first line of any bytes as a selector and compares it with the other lines. */
class SelectorFuzzTest {
  static Optional<Selector> read(Function<String, Selector> reader, String text) {
    try {
      Selector selector = reader.apply(text);
      assertThat(selector.toString()).isEqualTo(text);
      assertThat(reader.apply(text)).isEqualTo(selector).hasSameHashCodeAs(selector);
      return Optional.of(selector);
    } catch (InvalidEventException refused) {
      assertThat(refused.field()).isEqualTo("topic");
      assertThat(refused.getMessage()).hasSizeLessThan(200);
      return Optional.empty();
    }
  }

  static void compare(Selector selector, List<String> topics) {
    boolean any = false;
    for (String topic : topics) {
      boolean matches = selector.matches(topic);
      TopicPattern pattern = selector.pattern();
      boolean byText = selector.comparesText() && topic.equals(selector.toString());
      boolean byPattern = pattern != null && pattern.matches(topic);
      assertThat(matches).isEqualTo(selector.isEverything() || byText || byPattern);
      any |= matches;
    }
    assertThat(selector.matchesAny(topics)).isEqualTo(any);
  }

  @FuzzTest(maxDuration = "1m")
  void of_anyText_isReadOrRefused(byte[] input) {
    List<String> lines = FuzzInput.lines(input);
    String text = lines.get(0);

    for (Function<String, Selector> reader : kinds()) {
      read(reader, text)
          .ifPresent(
              known -> {
                compare(known, lines);
                assertThat(known.matches(text)).isTrue();
              });
    }
  }

  /** The kinds of selectors that compare their own text. */
  private static List<Function<String, Selector>> kinds() {
    return List.of(Selector::of, Selector::match, Selector::exact);
  }
}
