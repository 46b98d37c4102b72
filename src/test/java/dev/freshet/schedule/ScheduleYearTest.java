package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.freshet.store.LocalStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules through a year in which the clocks change twice. */
class ScheduleYearTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:30Z");
  private static final Instant LAST = Instant.parse("2027-01-01T00:00:30Z");

  private static final CronDefinition DEFINITION =
      CronDefinitionBuilder.defineCron()
          .withSeconds()
          .and()
          .withMinutes()
          .and()
          .withHours()
          .and()
          .withDayOfMonth()
          .supportsL()
          .and()
          .withMonth()
          .and()
          .withDayOfWeek()
          .withValidRange(0, 6)
          .withMondayDoWValue(0)
          .and()
          .matchDayOfWeekAndDayOfMonth()
          .instance();

  private static List<Instant> year(String trigger) {
    try (Desk desk = Desk.open(new LocalStore(null), FIRST)) {
      desk.put("a", "'trigger':" + trigger);
      desk.moveFar(LAST);
      assertThat(desk.history("a")).allSatisfy(run -> assertThat(run.lateness()).isZero());
      assertThat(desk.progress("a").missed()).isZero();
      return desk.published().stream().map(Desk.Published::at).toList();
    }
  }

  private static List<Instant> reference(String expression) {
    ExecutionTime times = ExecutionTime.forCron(new CronParser(DEFINITION).parse(expression));
    List<Instant> all = new ArrayList<>();
    ZonedDateTime due = times.nextExecution(FIRST.atZone(BERLIN)).orElseThrow();
    while (!due.toInstant().isAfter(LAST)) {
      all.add(due.toInstant());
      due = times.nextExecution(due).orElseThrow();
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 12 * * *     | 0 0 12 * * *",
        "15 30 8 * * 0-4  | 15 30 8 * * 0-4",
        "0 0 0 1 * *      | 0 0 0 1 * *",
        "0 0 6 13 * 4     | 0 0 6 13 * 4",
        "0 0 23 last * *  | 0 0 23 L * *",
        "0 */30 9-17 * 3,10 0-4 | 0 */30 9-17 * 3,10 0-4"
      })
  void cron_isDueWhenAnotherLibrarySaysSo(String ours, String theirs) {
    List<Instant> due = year("{'cron':'" + ours + "','zone':'Europe/Berlin'}");

    assertThat(due).isEqualTo(reference(theirs)).isNotEmpty();
  }

  @Test
  void cron_atATimeThatIsSkippedOrComesTwice_isDueOnceEachDay() {
    List<Instant> due = year("{'cron':'0 30 2 * * *','zone':'Europe/Berlin'}");

    assertThat(due).hasSize(365);
    assertThat(due)
        .contains(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-10-25T00:30:00Z"))
        .doesNotContain(Instant.parse("2026-10-25T01:30:00Z"));
    assertThat(
            due.stream()
                .map(at -> at.atZone(BERLIN).toLocalTime())
                .filter(at -> !at.equals(LocalTime.of(2, 30))))
        .containsExactly(LocalTime.of(3, 0));
  }

  @Test
  void interval_knowsNoClocks() {
    List<Instant> due = year("{'interval':'PT7H'}");

    assertThat(due).hasSize(365 * 24 / 7);
    for (int i = 0; i < due.size(); i++) {
      assertThat(due.get(i)).isEqualTo(FIRST.plus(Duration.ofHours(7L * (i + 1))));
    }
  }

  @Test
  void date_isDueOnceInTheYear() {
    assertThat(year("{'date':'2026-10-25T02:30:00+01:00'}"))
        .containsExactly(Instant.parse("2026-10-25T01:30:00Z"));
  }
}
