package dev.freshet.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextBoundsHardeningTest {
  private static final TextBounds BOUNDS = new TextBounds(12, 20, 12, 6, 4);

  private static void assertRefused(String setting, Runnable check) {
    assertThatThrownBy(check::run)
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining(setting);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aaaaaaaaaaaa", "éééééé", "€€€€", "\ud83d\ude00\ud83d\ude00\ud83d\ude00"})
  void text_ofAsManyBytesAsAllowed_isTaken_andOfOneMoreIsNot(String text) {
    assertThatCode(() -> BOUNDS.check(Event.of(text, ""))).doesNotThrowAnyException();
    assertThatCode(() -> BOUNDS.checkSelector(text)).doesNotThrowAnyException();
    assertRefused("FRESHET_MAX_TOPIC", () -> BOUNDS.check(Event.of(text + "a", "")));
    assertRefused("FRESHET_MAX_SELECTOR", () -> BOUNDS.checkSelector(text + "a"));
  }

  @Test
  void everyPartOfAnEvent_hasItsOwnBound() {
    assertRefused("FRESHET_MAX_TYPE", () -> BOUNDS.check(Event.on("t").type("ääää").build()));
    assertRefused("FRESHET_MAX_ID", () -> BOUNDS.check(Event.on("t").id("12345").build()));
    assertRefused(
        "FRESHET_MAX_TOPIC", () -> BOUNDS.check(Event.on("t").topic("a".repeat(13)).build()));
    assertRefused("FRESHET_MAX_SELECTORS_SIZE", () -> BOUNDS.checkSelectors(21));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\u007f\u0080\u07ff\u0800\uffff", "\ud83d\ude00"})
  void size_isThatOfUtf8(String text) {
    assertThat(TextBounds.size(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void topic_thatNoSelectorCouldName_cannotBeAllowed() {
    assertThatThrownBy(() -> new TextBounds(10, 20, 11, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<Function<String, String>> hostile() {
    return Stream.of(
        unit -> unit.repeat(TextBounds.DEFAULT.selector() / unit.length()),
        unit -> "/:a" + unit.repeat(TextBounds.DEFAULT.selector() / unit.length() - 1),
        unit -> distinct());
  }

  /** Each character another, so that each has a row of its own. */
  private static String distinct() {
    return IntStream.range(0, TextBounds.DEFAULT.selector() / 3)
        .collect(
            () -> new StringBuilder("*"),
            (text, i) -> text.appendCodePoint(0x4E00 + i),
            StringBuilder::append)
        .toString();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void compiledPattern_takesMemoryInProportionToItsText(Function<String, String> make) {
    for (String unit : new String[] {"*a", "{a}?", "a*:", "%41*"}) {
      String text = make.apply(unit).replaceAll(":$", "");
      for (Selector selector : new Selector[] {Selector.of(text), pattern(text)}) {
        assertThat(selector.bytes()).isLessThan(4000 + 16 * (int) TextBounds.size(text));
      }
    }
  }

  private static Selector pattern(String text) {
    try {
      return Selector.urlPattern(text);
    } catch (InvalidEventException refused) {
      return Selector.exact(text);
    }
  }
}
