package dev.freshet.schedule.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each form of a field means. */
class CronSyntaxTest {
  /** A Wednesday. */
  private static final Instant AFTER = Instant.parse("2026-07-01T00:00:00Z");

  private static List<String> dues(CronTrigger trigger, int count) {
    List<String> dues = new ArrayList<>();
    Instant after = AFTER;
    for (int i = 0; i < count; i++) {
      after = trigger.next(after).orElseThrow();
      dues.add(LocalDateTime.ofInstant(after, ZoneOffset.UTC).toString());
    }
    return dues;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * * *          | 2026-07-01T00:00:01 | 2026-07-01T00:00:02",
        "*/20 * * * * *       | 2026-07-01T00:00:20 | 2026-07-01T00:00:40",
        "7 * * * * *          | 2026-07-01T00:00:07 | 2026-07-01T00:01:07",
        "10-11 * * * * *      | 2026-07-01T00:00:10 | 2026-07-01T00:00:11",
        "10-59/25 * * * * *   | 2026-07-01T00:00:10 | 2026-07-01T00:00:35",
        "50/5 * * * * *       | 2026-07-01T00:00:50 | 2026-07-01T00:00:55",
        "9,3-4,*/30 * * * * * | 2026-07-01T00:00:03 | 2026-07-01T00:00:04",
        "0 30 6 * * *         | 2026-07-01T06:30    | 2026-07-02T06:30",
        "0 0 0 * * 0          | 2026-07-06T00:00    | 2026-07-13T00:00",
        "0 0 0 * * 6          | 2026-07-05T00:00    | 2026-07-12T00:00",
        "0 0 0 * * mon-fri    | 2026-07-02T00:00    | 2026-07-03T00:00",
        "0 0 0 * * Sat,SUN    | 2026-07-04T00:00    | 2026-07-05T00:00",
        "0 0 0 13 * fri       | 2026-11-13T00:00    | 2027-08-13T00:00",
        "0 0 0 1 jan,Aug *    | 2026-08-01T00:00    | 2027-01-01T00:00",
        "0 0 0 31 * *         | 2026-07-31T00:00    | 2026-08-31T00:00",
        "0 0 0 last * *       | 2026-07-31T00:00    | 2026-08-31T00:00",
        "0 0 0 last feb *     | 2027-02-28T00:00    | 2028-02-29T00:00",
        "0 0 0 1st mon * *    | 2026-07-06T00:00    | 2026-08-03T00:00",
        "0 0 0 2nd tue * *    | 2026-07-14T00:00    | 2026-08-11T00:00",
        "0 0 0 5th sat * *    | 2026-08-29T00:00    | 2026-10-31T00:00",
        "0 0 0 Last FRI * *   | 2026-07-31T00:00    | 2026-08-28T00:00",
        "0 0 0 1st mon,3rd mon,last * * | 2026-07-06T00:00 | 2026-07-20T00:00",
        "0 0 0 last * mon     | 2026-08-31T00:00    | 2026-11-30T00:00",
        "0 0 0 29 feb mon     | 2044-02-29T00:00    | 2072-02-29T00:00",
      })
  void next_ofForm_isDueThen(String expression, String first, String second) {
    assertThat(dues(CronTrigger.of(expression, ZoneOffset.UTC), 2)).containsExactly(first, second);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/5 * * * *      | 0 */5 * * * *",
        "0 9 * * 1-5      | 0 0 9 * * mon,tue,wed,thu,fri",
        "0 9 * * 0        | 0 0 9 * * sun",
        "0 9 * * 7        | 0 0 9 * * sun",
        "0 9 * * 5-7      | 0 0 9 * * fri,sat,sun",
        "0 9 * * 0-6      | 0 0 9 * * *",
        "0 9 * * */2      | 0 0 9 * * tue,thu,sat,sun",
        "0 9 * * Sun      | 0 0 9 * * sun",
        "0 9 * * sat-sun  | 0 0 9 * * sat,sun",
        "0 9 1st mon * *  | 0 0 9 1st mon * *",
        "0 9 13 * fri     | 0 0 9 13 * fri",
      })
  void fromCrontab_weekdayNumbers_areTranslated(String crontab, String expression) {
    assertThat(CronTrigger.fromCrontab(crontab, ZoneOffset.UTC))
        .hasToString(expression)
        .isEqualTo(CronTrigger.of(expression, ZoneOffset.UTC));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00 05 * * JAN MON             | 0 5 * * 1 mon",
        "0-59 0-59/10 0/3 1-31 1-12 0-6 | * */10 */3 * * *",
        "5,5,5-5 1 1 * * *             | 5 1 1 * * *",
        "0-29,30-59 0 0 * * *          | * 0 0 * * *",
        "0 0 0 last,1,2nd Tue,2nd tue feb-apr sat,sun | 0 0 0 1,last,2nd tue 2-4 sat,sun",
        "*/1 40/10 * * * 1/2           | * 40-59/10 * * * tue-sun/2",
      })
  void toString_ofAnyForm_isCanonicalAndReadsBack(String text, String canonical) {
    CronTrigger trigger = CronTrigger.of(text, ZoneOffset.UTC);
    assertThat(trigger).hasToString(canonical);
    CronTrigger again = CronTrigger.of(canonical, ZoneOffset.UTC);
    assertThat(again).hasToString(canonical).isEqualTo(trigger).hasSameHashCodeAs(trigger);
    assertThat(dues(again, 50)).isEqualTo(dues(trigger, 50));
  }

  @Test
  void equals_ofOtherZone_isFalse() {
    assertThat(CronTrigger.of("0 0 0 * * *", ZoneOffset.UTC))
        .isNotEqualTo(CronTrigger.of("0 0 0 * * *", ZoneId.of("Europe/Berlin")));
  }
}
