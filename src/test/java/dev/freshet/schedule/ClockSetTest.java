package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.store.LocalStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wall clock that somebody sets while schedules run. */
class ClockSetTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final LocalStore store = new LocalStore(null);
  private final Desk desk = Desk.open(store, Desk.START);

  @AfterEach
  void close() {
    desk.close();
  }

  private void set(Duration jump) {
    desk.time().set(desk.time().instant().plus(jump));
  }

  private Instant next(String id) {
    Schedule schedule = desk.find(id);
    return desk.schedules().next(schedule, desk.progress(id), 1).get(0);
  }

  @Test
  void back_intervalGoesOnAtOnce() {
    desk.put("a", "'trigger':{'interval':2}");
    desk.move(Duration.ofSeconds(10));
    int before = desk.published().size();
    set(HOUR.negated());
    desk.move(Duration.ofSeconds(10));

    assertThat(desk.published().size() - before).isBetween(4, 5);
    assertThat(next("a")).isBetween(desk.time().instant(), desk.time().instant().plusSeconds(3));
    assertThat(desk.progress("a").missed()).isZero();
  }

  @Test
  void back_intervalOfADay_doesNotRunAgainThatDay() {
    desk.put("a", "'trigger':{'interval':'PT24H','from':'2026-06-30T12:30:00Z'}");
    desk.move(Duration.ofMinutes(45));
    set(HOUR.negated());
    desk.move(Duration.ofHours(2));

    assertThat(desk.published()).hasSize(1);
    assertThat(next("a")).isEqualTo(Instant.parse("2026-07-02T12:30:00Z"));
  }

  @Test
  void back_restartedNode_intervalGoesOnToo() {
    desk.put("a", "'trigger':{'interval':2}");
    desk.move(Duration.ofSeconds(10));
    desk.schedules().stop();
    try (Desk second = Desk.open(store, Desk.START.minus(HOUR))) {
      second.move(Duration.ofSeconds(10));
      assertThat(second.published().size()).isBetween(4, 5);
    }
  }

  @Test
  void back_cronThatHasRun_doesNotRunAgain_andWaitsForATimeToCome() {
    desk.put("a", "'trigger':{'cron':'0 * * * * *'},'payload':{'template':'{{time}}'}");
    desk.move(Duration.ofSeconds(190));
    List<String> before = List.copyOf(desk.data());
    set(HOUR.negated());
    desk.move(Duration.ofMinutes(30));
    assertThat(desk.data()).isEqualTo(before).hasSize(3);
    assertThat(next("a")).isEqualTo(Instant.parse("2026-07-01T12:04:00Z"));

    desk.move(Duration.ofMinutes(31));
    assertThat(desk.data()).hasSize(4);
  }

  @Test
  void back_byMoreThanThreeHours_cronGoesByTheNewTimeAtOnce() {
    desk.put("a", "'trigger':{'cron':'0 * * * * *'},'payload':{'template':'{{time}}'}");
    desk.move(Duration.ofSeconds(190));
    set(Duration.ofHours(-4));

    desk.move(Duration.ofSeconds(125));

    assertThat(desk.data()).hasSize(5).endsWith("2026-07-01T08:05:00Z");
  }

  @Test
  void back_dateThatHasNotRun_runsWhenTheClockShowsIt() {
    desk.put("a", "'trigger':{'date':'2026-07-01T12:10:00Z'}");
    desk.move(Duration.ofMinutes(5));
    set(HOUR.negated());
    desk.move(HOUR);
    assertThat(desk.published()).isEmpty();
    desk.move(Duration.ofMinutes(6));
    assertThat(desk.published()).hasSize(1);
  }

  @Test
  void forward_dueTimesAreLateOrMissed_andAllAreCounted() {
    desk.put("a", "'trigger':{'interval':1},'misfireGrace':60");
    desk.move(Duration.ofSeconds(5));
    set(HOUR);
    desk.move(Duration.ofSeconds(2));

    assertThat(desk.progress("a").missed()).isBetween(3538L, 3542L);
    assertThat(desk.history("a").toString()).contains("Stands for 6");
  }

  @Test
  void forward_moreThanIsCounted_isSaidToBeAtLeastThat() {
    desk.put("a", "'trigger':{'interval':0.2},'misfireGrace':60");
    desk.move(Duration.ofSeconds(2));
    set(Duration.ofHours(10));
    desk.move(Duration.ofSeconds(1));

    assertThat(desk.history("a").toString()).contains("At least 100000 due times");
  }

  @Test
  void jump_isToldForAMinute() {
    set(HOUR.negated());
    desk.move(Duration.ofSeconds(2));
    assertThat(desk.health().fault("clock set").detail()).contains("back by 3600 s");
    assertThat(desk.health().isHealthy()).isFalse();

    desk.move(Duration.ofSeconds(70));
    assertThat(desk.health().isHealthy()).isTrue();
    assertThat(desk.health().fault("clock set").count()).isEqualTo(1);
  }

  @Test
  void adjustment_isNoJump() {
    set(Duration.ofMillis(-1500));
    desk.move(Duration.ofSeconds(2));
    assertThat(desk.health().isHealthy()).isTrue();
  }

  @Test
  void onwardClock_neverGoesBack_andGoesOnByElapsedTime() {
    var clock = desk.time().clocks().onward();
    Instant start = clock.instant();
    set(HOUR.negated());
    desk.move(Duration.ofSeconds(10));
    assertThat(clock.instant()).isBetween(start, start.plusSeconds(10));
    Instant shown = clock.instant();
    desk.move(Duration.ofSeconds(10));
    assertThat(clock.instant()).isEqualTo(shown.plusSeconds(10));

    set(Duration.ofHours(2));
    assertThat(clock.instant()).isEqualTo(desk.time().instant());
  }
}
