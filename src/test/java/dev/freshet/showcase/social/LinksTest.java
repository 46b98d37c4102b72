package dev.freshet.showcase.social;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags and mentions in hostile and in plain text. */
class LinksTest {
  private static final List<String> PEOPLE = List.of("ada", "bob.b", "zoë");

  private static Person person(String name) {
    return new Person(name + "-id", name, "", Instant.EPOCH);
  }

  private static List<String> find(String text) {
    return Links.find(text, name -> PEOPLE.contains(Fold.of(name)) ? person(Fold.of(name)) : null)
        .stream()
        .map(link -> text.substring(link.from(), link.to()) + ">" + link.target())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#Java is fine | #Java>java",
        "(#größe), | #größe>grösse",
        "#STRASSE | #STRASSE>strasse",
        "#STRAẞE | #STRAẞE>strasse",
        "#日本 #日本 | #日本>日本, #日本>日本",
        "#1st #2 | #1st>1st",
        "hi @Ada! | @Ada>ada-id",
        "@bob.b. and @ada- | @bob.b>bob.b-id, @ada>ada-id",
        "\ud83d\ude00@ada | @ada>ada-id",
        "@zoe\u0308 | @zoe\u0308>zoë-id"
      })
  void find_inPlainText_findsThem(String text, String expected) {
    assertThat(find(text)).containsExactly(expected.split(", "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#",
        "@",
        "##x",
        "#@ada",
        "@@ada",
        "a#b",
        "mail@ada",
        "https://x.example/#top",
        "&#39;",
        "@nobody",
        "#123",
        "# x",
        "@ ada",
        "x.@ada",
        "@ada@host.example#x",
        "#<script>",
        "@ada_",
      })
  void find_inWhatOnlyLooksLikeIt_findsAtMostTheFirstWord(String text) {
    assertThat(find(text)).allMatch(link -> link.equals("@ada>ada-id")).hasSizeLessThan(2);
  }

  @Test
  @Timeout(value = 5, unit = SECONDS)
  void find_inALongText_isBoundedAndQuick() {
    assertThat(find("#a".repeat(50_000))).hasSizeLessThanOrEqualTo(Links.MOST);
    assertThat(find("#a ".repeat(50_000))).hasSize(Links.MOST);
    assertThat(find("@" + "a.".repeat(50_000))).isEmpty();
    assertThat(find("#" + "a".repeat(50_000))).isEmpty();
  }

  @Test
  void tag_ofAWish_isAsTopicsHaveIt() {
    assertThat(Links.tag("#Java")).isEqualTo("java");
    assertThatThrownBy(() -> Links.tag("a b")).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> Links.tag("{x}")).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> Links.tag("x".repeat(51))).isInstanceOf(RefusedException.class);
  }
}
