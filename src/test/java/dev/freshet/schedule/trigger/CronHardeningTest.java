package dev.freshet.schedule.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cron expressions that are wrong, or made to take long. */
class CronHardeningTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final Instant AFTER = Instant.parse("2026-01-01T00:00:00Z");

  private static void assertInvalid(String expression, String field) {
    assertTimeoutPreemptively(
        LIMIT,
        () ->
            assertThatThrownBy(() -> CronTrigger.of(expression, ZoneOffset.UTC))
                .isInstanceOfSatisfying(
                    InvalidTriggerException.class, e -> assertThat(e.field()).isEqualTo(field))
                .message()
                .hasSizeBetween(10, 120));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * * *         | second",
        "-1 * * * * *         | second",
        "*/0 * * * * *        | second",
        "*/60 * * * * *       | second",
        "*/-5 * * * * *       | second",
        "1-2-3 * * * * *      | second",
        "1/2/3 * * * * *      | second",
        "+1 * * * * *         | second",
        "/ * * * * *          | second",
        "*5 * * * * *         | second",
        "** * * * * *         | second",
        "1,,2 * * * * *       | second",
        ", * * * * *          | second",
        "1, * * * * *         | second",
        "mon * * * * *        | second",
        "? * * * * *          | second",
        "٣ * * * * *          | second",
        "１ * * * * *         | second",
        "0 99999999999 * * * * | minute",
        "0 0x1 * * * *        | minute",
        "0 0 24 * * *         | hour",
        "0 0 9-5 * * *        | hour",
        "0 0 0 0 * *          | day-of-month",
        "0 0 0 32 * *         | day-of-month",
        "0 0 0 6th mon * *    | cron",
        "0 0 0 1st 0 * *      | cron",
        "0 0 0 1st monday * * | day-of-month",
        "0 0 0 1st * *        | day-of-month",
        "0 0 0 last-1 * *     | day-of-month",
        "0 0 0 * 0 *          | month",
        "0 0 0 * 13 *         | month",
        "0 0 0 * january *    | month",
        "0 0 0 * * 7          | day-of-week",
        "0 0 0 * * fri-mon    | day-of-week",
        "0 0 0 * * 1st mon    | day-of-week",
        "0 0 0 * * mon#1      | day-of-week",
        "0 0 0 * *            | cron",
        "0 0 0 * * * 2026     | cron",
        "@daily               | cron",
        "''                   | cron",
        "'   '                | cron",
      })
  void of_wrongField_namesIt(String expression, String field) {
    assertInvalid(expression, field);
  }

  static Stream<String> longExpressions() {
    return Stream.of(
        "9".repeat(1_000_000) + " * * * * *",
        " ".repeat(1_000_000),
        "* ".repeat(500_000),
        ",".repeat(1_000_000) + " * * * * *",
        "1-".repeat(500_000),
        "last ".repeat(200_000),
        "* * * * * *\0".repeat(100));
  }

  @ParameterizedTest
  @MethodSource("longExpressions")
  void of_overlongExpression_isInvalidAsAWhole(String expression) {
    assertInvalid(expression, "cron");
  }

  @Test
  void of_hundredItems_isInvalid() {
    String items = String.join(",", IntStream.range(0, 100).mapToObj(i -> "1").toList());
    assertInvalid("0 0 " + items + " * * *", "hour");
    assertInvalid("0 0 0 " + items + " * *", "day-of-month");
  }

  @ParameterizedTest
  @ValueSource(strings = {"60 * * * *", "* * * * 8", "* * * * 1-0", "* * * * \n*"})
  void fromCrontab_wrongText_isInvalid(String text) {
    assertThatThrownBy(() -> CronTrigger.fromCrontab(text, ZoneOffset.UTC))
        .isInstanceOf(InvalidTriggerException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 0 31 feb *",
        "* * * 30,31 feb *",
        "0 0 0 31 apr,jun,sep,nov mon",
        "* * * 1-7 * *",
        "0 0 0 5th mon feb tue"
      })
  void next_ofRareOrImpossibleDates_endsSoon(String expression) {
    CronTrigger trigger = CronTrigger.of(expression, ZoneId.of("Europe/Berlin"));
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int i = 0; i < 100; i++) {
            assertThat(trigger.next(AFTER).isPresent()).isEqualTo(expression.contains("1-7"));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
  void next_ofLeapDayOnAWeekday_isFoundFromEveryYear(String weekday) {
    CronTrigger trigger = CronTrigger.of("0 0 0 29 feb " + weekday, ZoneOffset.UTC);
    for (int year = 2000; year < 2400; year++) {
      assertThat(trigger.next(Instant.parse(year + "-03-01T00:00:00Z"))).isPresent();
    }
  }

  @Test
  void next_atTheEndsOfTime_isFirstYearOrNone() {
    for (String zone : new String[] {"Europe/Berlin", "+18:00", "-18:00", "UTC"}) {
      CronTrigger trigger = CronTrigger.of("0 0 12 * * *", ZoneId.of(zone));
      assertThat(trigger.next(Instant.MIN).orElseThrow())
          .isBefore(Instant.parse("0001-01-03T00:00:00Z"));
      assertThat(trigger.next(Instant.MAX)).isEmpty();
      assertThat(trigger.next(Instant.parse("9999-12-30T23:00:00Z"))).isEmpty();
    }
  }
}
