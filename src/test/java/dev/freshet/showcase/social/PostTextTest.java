package dev.freshet.showcase.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a post may say. */
class PostTextTest {
  private static final String SMILE = "\ud83d\ude00";

  @Test
  void clean_ofMarkup_isTheSameText() {
    String markup = "<script>alert(1)</script> &amp; \"quoted\" 'too' `${x}` #{y}";
    assertThat(PostText.clean(markup)).isEqualTo(markup);
  }

  @Test
  void clean_composesAndTrims() {
    assertThat(PostText.clean("  e\u0301 \r\n\r\n\r\n\r\nx\r\u2028 ")).isEqualTo("\u00e9\n\nx");
  }

  @Test
  void clean_ofSpacesAtTheEndsOfLines_leavesThemOut() {
    assertThat(PostText.clean("a \t\n  b  c\t\n \n\t\n\nd")).isEqualTo("a\n  b  c\n\nd");
  }

  @Test
  @Timeout(20)
  void clean_ofSpacesAlone_takesTimeByTheirNumber() {
    String spaces = " ".repeat(100_000);
    assertThatThrownBy(() -> PostText.clean("a" + spaces + "b"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("100002");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068,
        0x2069, 0x200B, 0x2060, 0xFEFF, 0x00AD, 0xE0001
      })
  void clean_ofCharactersThatTurnTheText_leavesThemOut(int invisible) {
    assertThat(PostText.clean("a" + Character.toString(invisible) + "b")).isEqualTo("ab");
  }

  @Test
  void clean_ofJoinersAndFlags_keepsThem() {
    String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
    String england = "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67";
    assertThat(PostText.clean(family + england)).isEqualTo(family + england);
    assertThat(PostText.clean("\u0645\u06cc\u200c\u062e")).isEqualTo("\u0645\u06cc\u200c\u062e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "\u0007",
        "\u001b[31m",
        "\u007f",
        "\u0085",
        "\ud800",
        "\udc00",
        "\uffff"
      })
  void clean_ofControlsAndHalfCharacters_refusesAndNamesThem(String bad) {
    assertThatThrownBy(() -> PostText.clean("a" + bad + "b"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(String.format("U+%04X", bad.codePointAt(0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n\t", "\u202e\u200b", "\u2028"})
  void clean_ofNothingThatCanBeSeen_refuses(String empty) {
    assertThatThrownBy(() -> PostText.clean(empty)).hasMessageContaining("needs a text");
  }

  @Test
  void clean_countsCharactersNotUnits() {
    assertThat(PostText.clean(SMILE.repeat(500))).hasSize(1000);
    assertThatThrownBy(() -> PostText.clean(SMILE.repeat(501))).hasMessageContaining("501");
    assertThatThrownBy(() -> PostText.clean("x".repeat(10_000))).hasMessageContaining("10000");
  }

  @Test
  void clean_ofAHeapOfMarks_keepsFour() {
    assertThat(PostText.clean("q" + "\u0335".repeat(40))).isEqualTo("q" + "\u0335".repeat(4));
  }
}
