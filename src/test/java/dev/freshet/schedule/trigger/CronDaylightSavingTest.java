package dev.freshet.schedule.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cron expressions on the days on which the clocks change. */
class CronDaylightSavingTest {

  private static List<String> between(String expression, String zone, String from, String to) {
    CronTrigger trigger = CronTrigger.of(expression, ZoneId.of(zone));
    Instant end = Instant.parse(to);
    return Stream.iterate(
            trigger.next(Instant.parse(from)),
            due -> due.filter(at -> at.isBefore(end)).isPresent(),
            due -> due.flatMap(trigger::next))
        .flatMap(Optional::stream)
        .map(Instant::toString)
        .toList();
  }

  /** Berlin: 02:00 becomes 03:00 on 29 March, 03:00 becomes 02:00 on 25 October, both at 01:00Z. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 30 2 * * *          | 2026-03-29T01:00:00Z",
        "0 0 2 * * *           | 2026-03-29T01:00:00Z",
        "0 0 3 * * *           | 2026-03-29T01:00:00Z",
        "0 0,15,30,45 2 * * *  | 2026-03-29T01:00:00Z",
        "0 30 1-3 * * *        | 2026-03-29T00:30:00Z 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z",
        "0 */30 2 * * *        | ''",
        "0 30 */2 * * *        | 2026-03-28T23:30:00Z",
        "0 */30 * * * *        | 2026-03-28T23:30:00Z 2026-03-29T00:00:00Z 2026-03-29T00:30:00Z 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z",
      })
  void next_whenClocksGoForward_followsTheRule(String expression, String dues) {
    assertThat(between(expression, "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T02:00:00Z"))
        .isEqualTo(words(dues));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 30 2 * * *          | 2026-10-25T00:30:00Z",
        "0 0 2 * * *           | 2026-10-25T00:00:00Z",
        "0 0 3 * * *           | 2026-10-25T02:00:00Z",
        "0 30 1-3 * * *        | 2026-10-24T23:30:00Z 2026-10-25T00:30:00Z 2026-10-25T02:30:00Z",
        "0 */30 2 * * *        | 2026-10-25T00:00:00Z 2026-10-25T00:30:00Z 2026-10-25T01:00:00Z 2026-10-25T01:30:00Z",
        "0 30 * * * *          | 2026-10-24T23:30:00Z 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z 2026-10-25T02:30:00Z",
        "0 30 0-23 * * *       | 2026-10-24T23:30:00Z 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z 2026-10-25T02:30:00Z",
      })
  void next_whenClocksGoBack_followsTheRule(String expression, String dues) {
    assertThat(between(expression, "Europe/Berlin", "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"))
        .isEqualTo(words(dues));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 0 30 2 * * *",
    "America/New_York, 0 30 1 * * *",
    "America/New_York, 0 30 2 * * *",
    "Australia/Lord_Howe, 0 45 1 * * *",
    "Australia/Lord_Howe, 0 15 2 * * *",
    "Africa/Cairo, 0 30 0 * * *",
    "America/Santiago, 0 0 0 * * *"
  })
  void next_ofDailyTime_isDueOnceOnEachDayOfTwoYears(String zone, String expression) {
    List<String> days =
        between(expression, zone, "2026-01-01T12:00:00Z", "2028-01-01T12:00:00Z").stream()
            .map(due -> Instant.parse(due).atZone(ZoneId.of(zone)).toLocalDate().toString())
            .toList();
    assertThat(days).hasSize(730).doesNotHaveDuplicates();
  }

  @Test
  void next_duringTheSecondPass_doesNotRepeatAWallClockTime() {
    CronTrigger trigger = CronTrigger.of("0 30 2 * * *", ZoneId.of("Europe/Berlin"));
    assertThat(trigger.next(Instant.parse("2026-10-25T01:10:00Z")))
        .contains(Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void next_whenADayIsSkipped_isDueAtItsEnd() {
    assertThat(
            between(
                "0 0 12 30 12 *", "Pacific/Apia", "2011-12-01T00:00:00Z", "2012-01-30T00:00:00Z"))
        .containsExactly("2011-12-30T10:00:00Z");
    assertThat(
            between(
                "0 0 * 30 12 *", "Pacific/Apia", "2011-12-01T00:00:00Z", "2012-01-30T00:00:00Z"))
        .isEmpty();
  }

  @Test
  void next_halfAnHourChange_repeatsThatHalfHourForAStar() {
    // Lord Howe: 02:00 becomes 01:30 on 5 April 2026, at 15:00Z of the day before.
    assertThat(
            between(
                "0 */15 1 * * *",
                "Australia/Lord_Howe",
                "2026-04-04T13:59:00Z",
                "2026-04-04T16:00:00Z"))
        .containsExactly(
            "2026-04-04T14:00:00Z",
            "2026-04-04T14:15:00Z",
            "2026-04-04T14:30:00Z",
            "2026-04-04T14:45:00Z",
            "2026-04-04T15:00:00Z",
            "2026-04-04T15:15:00Z");
  }
}
