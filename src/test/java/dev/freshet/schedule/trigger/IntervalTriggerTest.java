package dev.freshet.schedule.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and intervals. */
class IntervalTriggerTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void date_beforeItAndAtIt_isDueOnce() {
    DateTrigger trigger = new DateTrigger(START);
    assertThat(trigger.next(START.minusNanos(1))).contains(START);
    assertThat(trigger.next(Instant.MIN)).contains(START);
    assertThat(trigger.next(START)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H,   2020-01-01T00:00:00Z,     2026-01-01T01:00:00Z",
    "PT1H,   2026-01-01T00:00:00Z,     2026-01-01T01:00:00Z",
    "PT1H,   2026-01-01T00:59:59.999Z, 2026-01-01T01:00:00Z",
    "PT1H,   2026-01-01T01:00:00Z,     2026-01-01T02:00:00Z",
    "PT0.25S, 2026-01-01T00:00:07.3Z,  2026-01-01T00:00:07.5Z",
    "PT0.01S, 2126-01-01T00:00:00Z,    2126-01-01T00:00:00.010Z",
    "P1D,    2026-03-29T12:00:00Z,     2026-03-30T00:00:00Z",
    "PT7S,   2026-01-01T00:00:01Z,     2026-01-01T00:00:07Z"
  })
  void next_ofInterval_isOnTheGridOfTheStart(Duration every, Instant after, Instant due) {
    assertThat(new IntervalTrigger(every, START).next(after)).contains(due);
  }

  @Test
  void next_manyTimes_doesNotDrift() {
    IntervalTrigger trigger = new IntervalTrigger(Duration.ofNanos(10_000_001), START);
    Instant due = START;
    for (int i = 0; i < 100_000; i++) {
      due = trigger.next(due).orElseThrow();
    }
    assertThat(due).isEqualTo(START.plus(Duration.ofNanos(10_000_001).multipliedBy(100_000)));
  }

  @Test
  void next_atTheEndsOfTime_doesNotOverflow() {
    IntervalTrigger shortest = new IntervalTrigger(IntervalTrigger.SHORTEST, Instant.MIN);
    assertThat(shortest.next(Instant.MAX)).isEmpty();
    assertThat(shortest.next(Instant.MAX.minusSeconds(1))).isPresent();
    assertThat(new IntervalTrigger(IntervalTrigger.LONGEST, Instant.MAX).next(Instant.MIN))
        .isEmpty();
  }

  @Test
  void firstAt_aDate_isDueThenAndAfterwards() {
    IntervalTrigger trigger = IntervalTrigger.firstAt(START, Duration.ofMinutes(5));
    assertThat(trigger.next(START.minusSeconds(1))).contains(START);
    assertThat(trigger.next(START)).contains(START.plusSeconds(300));
  }

  @Test
  void firstAt_beforeAllTime_isInvalid() {
    assertThatThrownBy(() -> IntervalTrigger.firstAt(Instant.MIN, Duration.ofHours(1)))
        .isInstanceOfSatisfying(
            InvalidTriggerException.class, e -> assertThat(e.field()).isEqualTo("start"));
  }

  @Test
  void firstAt_whoseStartIsNoDateOfFourDigits_isInvalid() {
    Instant yearOne = Instant.parse("0001-01-01T00:00:00Z");
    Duration hour = Duration.ofHours(1);

    assertThat(IntervalTrigger.firstAt(yearOne.plus(hour), hour).start()).isEqualTo(yearOne);
    assertThatThrownBy(() -> IntervalTrigger.firstAt(yearOne, hour))
        .isInstanceOfSatisfying(
            InvalidTriggerException.class, e -> assertThat(e.field()).isEqualTo("start"));
  }

  @ParameterizedTest
  @CsvSource({"PT0S", "PT-1S", "PT0.009999999S", "P36526D"})
  void interval_outOfBounds_isInvalid(Duration every) {
    assertThatThrownBy(() -> new IntervalTrigger(every, START))
        .isInstanceOfSatisfying(
            InvalidTriggerException.class, e -> assertThat(e.field()).isEqualTo("every"));
  }
}
