package dev.freshet.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.EventId;
import org.junit.jupiter.api.Test;

/** What proves that a replay is complete, and what does not. */
class CompletenessTest {
  private static EventId at(long millis) {
    return new EventId(millis, 0);
  }

  private static Completeness after(long millis) {
    return Completeness.after(at(millis));
  }

  @Test
  void chainThatLeadsToTheEnd_isProved() {
    assertThat(
            after(3)
                .born(at(3))
                .within(at(9), at(7))
                .link(at(2), at(5))
                .link(at(5), at(7))
                .newest(at(7))
                .isProved())
        .isTrue();
  }

  @Test
  void linkToAnEventThatWasNotRead_isAGap() {
    assertThat(after(3).link(at(4), at(5)).gap()).contains("missing");
    assertThat(after(3).link(at(3), at(5)).link(at(6), at(7)).isProved()).isFalse();
  }

  @Test
  void newestEventThatWasNotRead_isAGap() {
    assertThat(after(3).link(at(3), at(5)).newest(at(6)).isProved()).isFalse();
    assertThat(after(3).newest(at(4)).isProved()).isFalse();
  }

  @Test
  void placeBeforeTheBeginning_isAGap() {
    assertThat(after(3).born(at(4)).gap()).contains("no longer");
  }

  @Test
  void placeThatTheLogDoesNotHave_isAGapUnlessItIsTheBeginning() {
    assertThat(after(3).standsOn(at(2)).gap()).contains("no such place");
    assertThat(after(3).born(at(3)).standsOn(at(2)).isProved()).isTrue();
    assertThat(after(3).standsOn(at(3)).isProved()).isTrue();
    assertThat(after(3).standsOn(at(4)).isProved()).as("the log begins later").isTrue();
  }

  @Test
  void endThatTheLogHasNotReached_isAGap() {
    assertThat(after(3).within(at(5), at(6)).gap()).contains("forgotten");
  }

  @Test
  void placeInDoubt_isAGap() {
    assertThat(after(3).doubted(at(4)).isProved()).isFalse();
    assertThat(after(4).doubted(at(4)).isProved()).isTrue();
  }
}
