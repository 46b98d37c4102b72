package dev.freshet.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {
  private static void assertRefused(String field, Event.Builder builder) {
    assertThatThrownBy(builder::build)
        .isInstanceOfSatisfying(
            InvalidEventException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\0b", "\n", "lone \ud83d"})
  void idOrType_thatBreaksTheStream_isRefused(String text) {
    assertRefused("id", Event.on("t").id(text));
    assertRefused("type", Event.on("t").type(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"#fragment", "earliest", "é", "a\tb", "\ud83d\ude00", " ", " a", "a "})
  void id_thatMeansSomethingElseOrDoesNotComeBack_isRefused(String id) {
    assertRefused("id", Event.on("t").id(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "a\nb", "a\0", "\u007f", "\udc00"})
  void topic_thatCannotBeSelected_isRefused(String topic) {
    assertRefused("topic", Event.on(topic));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\tb",
        "\u007f",
        "\u0085",
        "\u009f",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\udb40\udc41"
      })
  void name_withCharactersThatNobodySees_isRefused(String text) {
    assertRefused("topic", Event.on(text));
    assertRefused("type", Event.on("t").type(text));
    assertRefused("id", Event.on("t").id(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ä b", "\u00a0", "\ud83d\ude00", "\u0e01\u0e33", "\ue000"})
  void name_withAnyOtherCharacters_isTaken(String text) {
    Event event = Event.on(text).type(text).build();

    assertThat(event.topics()).containsExactly(text);
    assertThat(event.type()).isEqualTo(text);
  }

  @Test
  void topics_noneOrTooMany_areRefused() {
    assertRefused("topic", new Event.Builder());
    Event.Builder builder = new Event.Builder();
    Collections.nCopies(Event.MAX_TOPICS + 1, "t").forEach(builder::topic);
    assertRefused("topic", builder);
  }

  @Test
  void retry_negative_isRefused() {
    assertRefused("retry", Event.on("t").retryMillis(-1));
  }

  @Test
  void emptyIdAndType_areNone() {
    Event event = Event.on("t").id("").type("").build();

    assertThat(event.id()).isNull();
    assertThat(event.type()).isNull();
  }

  @Test
  void data_withLoneSurrogates_isMadeWellFormed() {
    Event event = Event.of("t", "a\ud83d b\ude00 \ud83d\ude00");

    assertThat(event.data()).isEqualTo("a\ufffd b\ufffd \ud83d\ude00");
  }

  @Test
  void topics_keepTheirOrder() {
    assertThat(Event.on("z").topic("a").build().topics()).isEqualTo(List.of("z", "a"));
  }
}
