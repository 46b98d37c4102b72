package dev.freshet.showcase.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people may be called, and who looks like whom. */
class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"Jo", "Ada_L.", "Zoë", "x-1", "田中さん", "Ольга", "김민수", "محمد", "नीरज"})
  void clean_ofANameOfOneScript_takesIt(String name) {
    String wish = name.endsWith(".") ? name + "x" : name;
    assertThat(Names.clean(" " + wish + " ")).isEqualTo(wish);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a b",
        "a\tb",
        "<b>x",
        "a\u202eb",
        "a\u200db",
        "a\u0000b",
        ".ab",
        "-ab",
        "_ab",
        "ab.",
        "ab-",
        "a@b",
        "a#b",
        "a/b",
        "\u0301ab",
        "\ud83d\ude00\ud83d\ude00",
        "\ud800ab"
      })
  void clean_ofWhatIsNoName_refuses(String wish) {
    assertThatThrownBy(() -> Names.clean(wish)).isInstanceOf(RefusedException.class);
  }

  @Test
  void clean_ofMoreThan32Characters_refuses() {
    assertThat(Names.clean("x".repeat(32))).hasSize(32);
    assertThatThrownBy(() -> Names.clean("x".repeat(33))).hasMessageContaining("33");
  }

  @ParameterizedTest
  @ValueSource(strings = {"p\u0430ypal", "\u0391da", "\u0410da"})
  void clean_ofLettersOfSeveralScripts_refuses(String mixed) {
    assertThatThrownBy(() -> Names.clean(mixed)).hasMessageContaining("one script");
  }

  @Test
  void clean_ofALetterWithManyMarks_refuses() {
    assertThatThrownBy(() -> Names.clean("q" + "\u0335".repeat(3))).hasMessageContaining("marks");
  }

  @ParameterizedTest
  @CsvSource({
    "Ada, ADA",
    "Straße, STRASSE",
    "Straße, STRAẞE",
    "ﬁn, fin",
    "Ａda, ada",
    "σας, ΣΑΣ",
    "Zoë, Zoe\u0308"
  })
  void fold_ofTwoThatLookAlike_isTheSame(String one, String other) {
    assertThat(Fold.of(one)).isEqualTo(Fold.of(other));
  }
}
