package dev.freshet.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns and topics of the greatest length that is allowed, made to take long. */
class PatternHardeningTest {
  private static final int LENGTH = 4096;
  private static final Duration LIMIT = Duration.ofMillis(10);

  /** Of so many runs the best counts: what else the machine does slows down the others. */
  private static final int RUNS = 25;

  private static String filled(String unit) {
    return unit.repeat(LENGTH / unit.length());
  }

  private static String numbered(IntFunction<String> unit) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() + unit.apply(i).length() < LENGTH; i++) {
      text.append(unit.apply(i));
    }
    return text.toString();
  }

  /** As many repeated groups as are allowed. */
  private static String repeated(IntFunction<String> group) {
    StringBuilder text = new StringBuilder("/");
    for (int i = 0; i < PatternPart.MAX_REPEATED; i++) {
      text.append(group.apply(i));
    }
    return text.toString();
  }

  private static List<String> topics() {
    List<String> topics = new ArrayList<>();
    for (String unit : List.of("/", "a", "%", "ab", "/a", ".", "?", "a=", "#", "%41", "é", "\\")) {
      topics.add(filled(unit));
      topics.add("/a" + filled(unit).substring(0, LENGTH - 3) + "!");
    }
    topics.add("https://" + filled("a.").substring(0, LENGTH - 8));
    topics.add("a:" + filled("a").substring(0, LENGTH - 2));
    topics.add("/" + filled("a/../").substring(1));
    topics.add("/" + filled("%2e/").substring(1));
    return topics;
  }

  static Stream<String> templates() {
    return Stream.of(
            "{a}",
            "{+a}",
            "{/a}",
            "{/a*}",
            "{#a}",
            "{?a}",
            "{.a*}",
            "{+a}a",
            "{+a}/",
            "{+a}{/a}",
            "{a}{+a}",
            "{/a}{+a}a",
            "{+a}ab",
            "{&a}{;a}{?a}")
        .flatMap(
            unit ->
                Stream.of(
                    filled(unit),
                    filled(unit).substring(0, 4080 / unit.length() * unit.length()) + "!"));
  }

  static Stream<String> urlPatterns() {
    return Stream.of(
        "/" + filled("*a").substring(2),
        "/*" + filled("a*").substring(2),
        filled("/*"),
        repeated(i -> "{a}*") + filled("*a").substring(600),
        repeated(i -> "{a}+") + filled("{a}?").substring(600),
        repeated(i -> "{aa}+{a}?") + filled("{a}?").substring(1000),
        filled("{*a}?"),
        filled("{a*}?"),
        filled("{*a}*{b}?"),
        repeated(i -> "{" + "a".repeat(1 + i % 9) + "}+") + filled("*a").substring(1200),
        repeated(i -> "{" + "a".repeat(1 + i % 70) + "}*"),
        repeated(i -> "{" + "a".repeat(1 + i % 70) + "}+"),
        numbered(i -> "/:a" + i),
        repeated(i -> "/:a" + i + "+") + filled("/*").substring(1000),
        repeated(i -> "/:a" + i + "*") + filled("/*").substring(1000),
        repeated(i -> "{a:a" + i + "}*") + filled("*a").substring(1000),
        repeated(i -> "{:a" + i + "a}+") + filled("*a").substring(1000),
        "/" + numbered(i -> ":a" + i + "?"),
        "https://" + repeated(i -> "{:a" + i + "}*") + filled("*a").substring(1000),
        "*://*" + filled("*a").substring(5),
        "/a?" + filled("*a").substring(3),
        "/a#" + filled("*a").substring(3),
        filled("a"),
        "/" + numbered(i -> "{" + Character.toString(0x4E00 + i) + "}?"));
  }

  private static Duration best(TopicPattern pattern, String topic) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < RUNS && best > LIMIT.toNanos() / 4; i++) {
      long start = System.nanoTime();
      pattern.matches(topic);
      best = Math.min(best, System.nanoTime() - start);
    }
    return Duration.ofNanos(best);
  }

  @ParameterizedTest
  @MethodSource("templates")
  void template_ofTheGreatestLength_matchesSoon(String text) {
    UriTemplate template = UriTemplate.parse(text).orElseThrow();

    for (String topic : topics()) {
      assertThat(best(template, topic)).isLessThan(LIMIT);
    }
  }

  @ParameterizedTest
  @MethodSource("urlPatterns")
  void urlPattern_ofTheGreatestLength_matchesSoon(String text) {
    UrlPattern pattern = UrlPattern.parse(text);

    for (String topic : topics()) {
      assertThat(best(pattern, topic)).isLessThan(LIMIT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "}",
        "{{",
        "{}",
        "{a}?{",
        "(",
        "((",
        ":",
        "\\(",
        "[",
        "/:a",
        "https://",
        "?",
        "#",
        "@"
      })
  void urlPattern_filledWithSyntax_isReadOrRefusedSoon(String unit) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      try {
        UrlPattern.parse(filled(unit)).matches(filled(unit));
      } catch (InvalidEventException refused) {
        assertThat(refused.getMessage()).hasSizeLessThan(200);
      }
      best = Math.min(best, System.nanoTime() - start);
    }

    assertThat(Duration.ofNanos(best)).isLessThan(LIMIT);
  }

  @Test
  void urlPattern_moreRepeatedGroupsThanAllowed_isRefused() {
    assertThatThrownBy(() -> UrlPattern.parse(repeated(i -> "{a}+") + "{a}+"))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("repeated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret(x)", "/secret/:a/:a", "/{secret", "/secret}", "/secret\\"})
  void urlPattern_thatIsRefused_isNotRepeated(String text) {
    assertThatThrownBy(() -> Selector.urlPattern(text))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageNotContaining("secret");
  }
}
