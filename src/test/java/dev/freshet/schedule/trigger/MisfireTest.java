package dev.freshet.schedule.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which late due times are run, and which are missed. */
class MisfireTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Timing EACH_SECOND = each(Duration.ofSeconds(1));
  private static final Misfire EVERY_ONE = new Misfire(Optional.empty(), /* coalesce= */ false);
  private static final Misfire LATEST = new Misfire(Optional.empty(), /* coalesce= */ true);

  private static Timing each(Duration every) {
    return Timing.of(new IntervalTrigger(every, START));
  }

  private static Misfire grace(int seconds, boolean coalesce) {
    return new Misfire(Optional.of(Duration.ofSeconds(seconds)), coalesce);
  }

  private static List<Instant> seconds(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(START::plusSeconds).toList();
  }

  @Test
  void sort_nothingDue_isEmpty() {
    Overdue overdue = EVERY_ONE.sort(EACH_SECOND, START, START.plusMillis(999));
    assertThat(overdue).isEqualTo(new Overdue(List.of(), List.of(), 0, 0, START.plusMillis(999)));
  }

  @Test
  void sort_withoutGrace_runsAllHoweverLate() {
    Overdue overdue = EVERY_ONE.sort(EACH_SECOND, START, START.plusSeconds(20));
    assertThat(overdue)
        .isEqualTo(new Overdue(seconds(1, 20), List.of(), 0, 0, START.plusSeconds(20)));
  }

  @Test
  void sort_graceWithoutCoalesce_runsAllWithinIt() {
    Overdue overdue = grace(5, false).sort(EACH_SECOND, START, START.plusSeconds(20));
    assertThat(overdue)
        .isEqualTo(new Overdue(seconds(15, 20), seconds(1, 14), 14, 0, START.plusSeconds(20)));
  }

  @Test
  void sort_graceWithCoalesce_runsTheLatestWithinIt() {
    Overdue overdue = grace(5, true).sort(EACH_SECOND, START, START.plusSeconds(20));
    assertThat(overdue)
        .isEqualTo(new Overdue(seconds(20, 20), seconds(1, 14), 14, 5, START.plusSeconds(20)));
  }

  @Test
  void sort_allTooLate_runsNone() {
    Timing hourly = each(Duration.ofHours(1));
    Overdue overdue = grace(5, true).sort(hourly, START, START.plusSeconds(3606));
    assertThat(overdue.run()).isEmpty();
    assertThat(overdue.missed()).isEqualTo(seconds(3600, 3600));
  }

  @Test
  void sort_exactlyAtTheGrace_isInTime() {
    Timing hourly = each(Duration.ofHours(1));
    assertThat(grace(5, false).sort(hourly, START, START.plusSeconds(3605)).run())
        .isEqualTo(seconds(3600, 3600));
    assertThat(grace(0, false).sort(hourly, START, START.plusSeconds(3600)).run())
        .isEqualTo(seconds(3600, 3600));
  }

  @Test
  void sort_lateByItsJitter_isNotMissed() {
    Timing jittery =
        new Timing(EACH_SECOND.trigger(), null, START.plusSeconds(1), Duration.ofSeconds(10));
    assertThat(grace(1, true).sort(jittery, START, START.plusSeconds(12)).run()).hasSize(1);
    assertThat(grace(1, true).sort(jittery, START, START.plusSeconds(13)).missed()).hasSize(1);
  }

  @Test
  void sort_moreThanALists_comesBatchByBatch() {
    Overdue first = EVERY_ONE.sort(EACH_SECOND, START, START.plusSeconds(1500));
    assertThat(first.run()).isEqualTo(seconds(1, Misfire.MAX_LISTED));
    Overdue second = EVERY_ONE.sort(EACH_SECOND, first.handled(), START.plusSeconds(1500));
    assertThat(second.run()).isEqualTo(seconds(Misfire.MAX_LISTED + 1, 1500));
    assertThat(second.handled()).isEqualTo(START.plusSeconds(1500));
  }

  @Test
  void sort_moreMissedThanAList_countsAllOfThem() {
    Overdue overdue = grace(0, true).sort(EACH_SECOND, START, START.plusSeconds(3000));
    assertThat(overdue.missed()).hasSize(Misfire.MAX_LISTED);
    assertThat(overdue.missedCount()).isEqualTo(2999);
    assertThat(overdue.merged()).isZero();
    assertThat(overdue.run()).isEqualTo(seconds(3000, 3000));
  }

  @Test
  void sort_tenYearsOfHundredths_findsTheLatestSoon() {
    Timing busy = each(IntervalTrigger.SHORTEST);
    Instant now = START.plus(Duration.ofDays(3650)).plusMillis(7);
    Overdue overdue =
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> LATEST.sort(busy, START, now));
    assertThat(overdue.run()).containsExactly(now.minusMillis(7));
    assertThat(overdue.merged()).isEqualTo(Misfire.MAX_COUNTED - 1);
    assertThat(overdue.handled()).isEqualTo(now);
  }

  @Test
  void sort_eachNumberOfDueTimes_coalescesToTheLatest() {
    for (int second = 1; second < 200; second++) {
      Instant now = START.plusSeconds(second).plusMillis(second);
      Overdue overdue = LATEST.sort(EACH_SECOND, START, now);
      assertThat(overdue.run()).isEqualTo(seconds(second, second));
      assertThat(overdue.merged()).isEqualTo(second - 1);
    }
  }

  @Test
  void sort_clockSetBack_handlesNothingTwice() {
    Overdue overdue = EVERY_ONE.sort(EACH_SECOND, START.plusSeconds(10), START.plusSeconds(5));
    assertThat(overdue).isEqualTo(new Overdue(List.of(), List.of(), 0, 0, START.plusSeconds(10)));
  }

  @Test
  void misfire_wrongGrace_namesTheField() {
    assertThatThrownBy(() -> grace(-1, true))
        .isInstanceOfSatisfying(
            InvalidTriggerException.class, e -> assertThat(e.field()).isEqualTo("grace"));
  }
}
