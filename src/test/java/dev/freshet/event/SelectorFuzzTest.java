package dev.freshet.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the first line of any bytes as a selector and compares it with the other lines. */
class SelectorFuzzTest {
  private static Optional<Selector> read(Function<String, Selector> reader, String text) {
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

  private static void compare(Selector selector, List<String> topics) {
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
    List<String> lines = List.of(new String(input, UTF_8).split("\n", -1));
    Optional<Selector> selector = read(Selector::of, lines.get(0));

    selector.ifPresent(
        known -> {
          compare(known, lines);
          assertThat(known.matches(lines.get(0))).isTrue();
        });
  }

  @FuzzTest(maxDuration = "1m")
  void urlPattern_anyText_isReadOrRefused(byte[] input) {
    List<String> lines = List.of(new String(input, UTF_8).split("\n", -1));
    Optional<Selector> selector = read(Selector::urlPattern, lines.get(0));

    selector.ifPresent(known -> compare(known, lines));
    for (String topic : lines) {
      TopicUrl.parse(topic).ifPresent(SelectorFuzzTest::assertStaysWhatItIs);
    }
  }

  /** What a topic is resolved to must mean the same when it is written down and read again. */
  private static void assertStaysWhatItIs(TopicUrl url) {
    boolean isPlain = url.pathname().startsWith("/") && !url.pathname().startsWith("//");
    if (isPlain && TopicUrl.SPECIAL.containsKey(url.protocol()) && !url.protocol().equals("file")) {
      String port = url.server().port().isEmpty() ? "" : ":" + url.server().port();
      String authority = url.server().hostname() + port;
      String written = url.protocol() + "://" + authority + url.pathname();
      assertThat(TopicUrl.parse(written))
          .contains(
              new TopicUrl(
                  url.protocol(), TopicUrl.Identity.NONE, url.server(), url.pathname(), "", ""));
    }
  }
}
