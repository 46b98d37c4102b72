package dev.freshet.schedule.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The limits and the jitter of a schedule. */
class TimingTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-01-03T00:00:00Z");
  private static final Trigger DAILY = CronTrigger.of("0 0 0 * * *", ZoneOffset.UTC);

  @Test
  void next_beforeTheStart_mayBeTheStart() {
    Timing timing = new Timing(DAILY, START, null, Duration.ZERO);
    assertThat(timing.next(Instant.MIN)).contains(START);
    assertThat(timing.next(START)).contains(START.plus(Duration.ofDays(1)));
  }

  @Test
  void next_atTheEnd_isTheLast() {
    Timing timing = new Timing(DAILY, null, END, Duration.ZERO);
    assertThat(timing.next(END.minusSeconds(1))).contains(END);
    assertThat(timing.next(END)).isEmpty();
  }

  @Test
  void next_windowWithoutADueTime_isEmpty() {
    Instant noon = START.plus(Duration.ofHours(12));
    assertThat(new Timing(DAILY, noon, noon.plusSeconds(60), Duration.ZERO).next(Instant.MIN))
        .isEmpty();
  }

  @Test
  void jittered_manyTimes_spreadsFromZeroToTheJitter() {
    Timing timing = new Timing(DAILY, null, null, Duration.ofSeconds(10));
    Random random = new Random(1);
    long[] seconds = new long[10];
    for (int i = 0; i < 10_000; i++) {
      Duration late = Duration.between(START, timing.jittered(START, random));
      seconds[(int) late.toSeconds()]++;
    }
    for (long count : seconds) {
      assertThat(count).isBetween(800L, 1200L);
    }
  }

  @Test
  void jittered_withoutJitterOrAtTheEnd_isTheDueTime() {
    assertThat(Timing.of(DAILY).jittered(START, new Random(1))).isEqualTo(START);
    Timing ending = new Timing(DAILY, null, END, Duration.ofDays(1));
    assertThat(ending.jittered(END, new Random(1))).isEqualTo(END);
  }

  @Test
  void timing_wrongLimits_namesTheField() {
    assertInvalid(
        "end", () -> new Timing(DAILY, /* start= */ END, /* end= */ START, Duration.ZERO));
    assertInvalid("jitter", () -> new Timing(DAILY, null, null, Duration.ofNanos(-1)));
    assertInvalid("jitter", () -> new Timing(DAILY, null, null, Duration.ofDays(367)));
  }

  private static void assertInvalid(String field, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            InvalidTriggerException.class, e -> assertThat(e.field()).isEqualTo(field));
  }
}
