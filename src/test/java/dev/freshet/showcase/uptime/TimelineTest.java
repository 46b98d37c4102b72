package dev.freshet.showcase.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of when a target was up. */
class TimelineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final boolean UP = true;
  private static final boolean DOWN = false;

  private final Timeline timeline = new Timeline();

  /** Checks it once a second. */
  private void checked(long fromSecond, long toSecond, boolean isUp) {
    for (long second = fromSecond; second <= toSecond; second++) {
      timeline.observe(second * 1000, isUp, "", PATIENCE);
    }
  }

  private static Span span(long from, long to, boolean isUp) {
    return new Span(from, to, isUp, "");
  }

  private Availability lastHourAt(long second) {
    return timeline.availability(second * 1000, HOUR);
  }

  @Test
  void neverChecked_isUnknown() {
    assertThat(lastHourAt(100).known()).isZero();
    assertThat(lastHourAt(100).ratio()).isEmpty();
    assertThat(timeline.open()).isNull();
  }

  @Test
  void oneCheck_isNoTimeYet() {
    checked(10, 10, UP);

    assertThat(lastHourAt(100).ratio()).isEmpty();
  }

  @Test
  void upAllTheTime_isOneSpan() {
    checked(10, 110, UP);

    assertThat(timeline.closed()).isEmpty();
    assertThat(timeline.open()).isEqualTo(span(10_000, 110_000, UP));
    assertThat(lastHourAt(110).ratio()).hasValue(1);
  }

  @Test
  void down_countsFromTheCheckThatFoundItToTheOneThatFoundItUp() {
    checked(0, 59, UP);
    checked(60, 79, DOWN);
    checked(80, 100, UP);

    assertThat(timeline.closed()).containsExactly(span(0, 60_000, UP), span(60_000, 80_000, DOWN));
    assertThat(lastHourAt(100)).isEqualTo(new Availability(seconds(80), seconds(100)));
    assertThat(lastHourAt(100).ratio()).hasValue(0.8);
  }

  @Test
  void reason_isTheOneOfTheFirstCheckThatFoundItDown() {
    timeline.observe(10_000, DOWN, "No connection.", PATIENCE);
    timeline.observe(20_000, DOWN, "No answer.", PATIENCE);

    assertThat(timeline.open()).isEqualTo(new Span(10_000, 20_000, DOWN, "No connection."));
  }

  @Test
  void since_leavesOutWhatEndedBefore() {
    checked(0, 59, UP);
    checked(60, 79, DOWN);
    checked(80, 100, UP);

    assertThat(timeline.since(70_000))
        .containsExactly(span(60_000, 80_000, DOWN), span(80_000, 100_000, UP));
    assertThat(timeline.since(101_000)).isEmpty();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void timeWhenNobodyChecked_countsAsNeither() {
    checked(0, 100, UP);
    checked(1000, 1100, DOWN);

    assertThat(lastHourAt(1100)).isEqualTo(new Availability(seconds(100), seconds(200)));
  }

  @Test
  void sameStateAfterAGap_isAnotherSpan() {
    checked(0, 100, UP);
    checked(1000, 1100, UP);

    assertThat(timeline.closed()).containsExactly(span(0, 100_000, UP));
    assertThat(lastHourAt(1100)).isEqualTo(new Availability(seconds(200), seconds(200)));
  }

  @Test
  void window_cutsSpansOff() {
    checked(0, 3599, UP);
    checked(3600, 4000, DOWN);

    assertThat(lastHourAt(4500))
        .isEqualTo(new Availability(seconds(3600 - 900), seconds(4000 - 900)));
  }

  @Test
  void checkOfAClockThatIsBehind_isLeftOut() {
    checked(100, 110, UP);

    assertThat(timeline.observe(50_000, DOWN, "", PATIENCE)).isFalse();
    assertThat(timeline.open()).isEqualTo(span(100_000, 110_000, UP));
  }

  @Test
  void spansOlderThanAWeek_areForgotten() {
    checked(0, 10, UP);
    checked(11, 20, DOWN);
    long later = Timeline.MEMORY.toSeconds() + 5;
    checked(later, later + 10, UP);
    checked(later + 11, later + 11, DOWN);

    assertThat(timeline.closed())
        .containsExactly(span(11_000, 20_000, DOWN), span(later * 1000, (later + 11) * 1000, UP));
  }

  @Test
  void targetThatIsAlwaysChanging_hasABoundedHistory() {
    for (int second = 0; second < 3 * Timeline.MOST_SPANS; second++) {
      timeline.observe(second * 1000L, second % 2 == 0, "", PATIENCE);
    }

    assertThat(timeline.closed()).hasSize(Timeline.MOST_SPANS);
    assertThat(timeline.closed().get(0).from()).isEqualTo((2L * Timeline.MOST_SPANS - 1) * 1000);
  }

  @Test
  void merge_intoAnEmptyOne_isWhatWasKept() {
    List<Span> kept = List.of(span(0, 10_000, UP), span(10_000, 20_000, DOWN));

    timeline.merge(kept, PATIENCE);

    assertThat(timeline.closed()).containsExactly(kept.get(0));
    assertThat(timeline.open()).isEqualTo(kept.get(1));
  }

  @Test
  void merge_withChecksThatFollow_goesOn() {
    checked(30, 40, UP);

    timeline.merge(List.of(span(0, 20_000, UP)), PATIENCE);

    assertThat(timeline.closed()).isEmpty();
    assertThat(timeline.open()).isEqualTo(span(0, 40_000, UP));
  }

  @Test
  void merge_withChecksMuchLater_leavesTheGap() {
    checked(1000, 1010, UP);

    timeline.merge(List.of(span(0, 20_000, UP)), PATIENCE);

    assertThat(timeline.closed()).containsExactly(span(0, 20_000, UP));
    assertThat(timeline.open()).isEqualTo(span(1_000_000, 1_010_000, UP));
  }

  @Test
  void merge_ofWhatIsKnownAlready_changesNothing() {
    checked(0, 9, UP);
    checked(10, 19, DOWN);
    checked(20, 40, UP);

    timeline.merge(
        List.of(span(0, 10_000, UP), span(10_000, 20_000, DOWN), span(20_000, 30_000, UP)),
        PATIENCE);

    assertThat(timeline.closed()).containsExactly(span(0, 10_000, UP), span(10_000, 20_000, DOWN));
    assertThat(timeline.open()).isEqualTo(span(20_000, 40_000, UP));
  }
}
