package dev.freshet.schedule.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our due times beside those of another library, and of a reference that tries each second. */
class CronReferenceTest {
  /** Around a change of the clocks the two differ by design; {@link CronDaylightSavingTest}. */
  private static final Duration AROUND_A_CHANGE = Duration.ofHours(3);

  private static final CronDefinition DEFINITION =
      CronDefinitionBuilder.defineCron()
          .withSeconds()
          .withValidRange(0, 59)
          .and()
          .withMinutes()
          .withValidRange(0, 59)
          .and()
          .withHours()
          .withValidRange(0, 23)
          .and()
          .withDayOfMonth()
          .withValidRange(1, 31)
          .supportsL()
          .and()
          .withMonth()
          .withValidRange(1, 12)
          .and()
          .withDayOfWeek()
          .withValidRange(0, 6)
          .withMondayDoWValue(0)
          .supportsHash()
          .supportsL()
          .and()
          .matchDayOfWeekAndDayOfMonth()
          .instance();

  /** Ours, and theirs where it is written otherwise. */
  private static final List<List<String>> EXPRESSIONS =
      List.of(
          List.of("0 30 2 * * *"),
          List.of("0 0 */6 * * *"),
          List.of("0 */20 0-6/3 * * *"),
          List.of("15 10 9-17 * * 0-4"),
          List.of("0 0 12 1,15 * *"),
          List.of("0 45 23 13 * 4"),
          List.of("0 0 0 31 * *"),
          List.of("30 0 1 * 2,3 *"),
          List.of("0 5 4 1-7 * 6"),
          List.of("0 0 8 last * *", "0 0 8 L * *"),
          List.of("*/30 59 23 29 2 *"),
          List.of("0 10-50/20 3,22 */5 * *"));

  static Stream<Arguments> years() {
    return Stream.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
        .flatMap(
            zone ->
                Stream.of(2026, 2028)
                    .flatMap(
                        year ->
                            EXPRESSIONS.stream()
                                .map(
                                    pair ->
                                        Arguments.of(
                                            pair.get(0),
                                            pair.get(pair.size() - 1),
                                            ZoneId.of(zone),
                                            year))));
  }

  @ParameterizedTest
  @MethodSource("years")
  void next_throughAYear_isAsAnotherLibraryHasIt(
      String ours, String theirs, ZoneId zone, int year) {
    CronTrigger trigger = CronTrigger.of(ours, zone);
    ExecutionTime reference = ExecutionTime.forCron(new CronParser(DEFINITION).parse(theirs));
    List<Instant> expected =
        through(
            year,
            zone,
            at -> reference.nextExecution(at.atZone(zone)).map(ZonedDateTime::toInstant));
    assertThat(through(year, zone, trigger::next)).isEqualTo(expected);
    if (!ours.contains(" 29 2 ") || year == 2028) {
      assertThat(expected).isNotEmpty();
    }
  }

  /** The due times of a year, without those around a change of the clocks. */
  private static List<Instant> through(
      int year, ZoneId zone, Function<Instant, Optional<Instant>> next) {
    Instant end = LocalDateTime.of(year + 1, 1, 1, 0, 0).atZone(zone).toInstant();
    List<Instant> dues = new ArrayList<>();
    Optional<Instant> due = next.apply(LocalDateTime.of(year, 1, 1, 0, 0).atZone(zone).toInstant());
    while (due.isPresent() && due.get().isBefore(end)) {
      if (!isAroundAChange(due.get(), zone.getRules())) {
        dues.add(due.get());
      }
      due = next.apply(due.get());
    }
    return dues;
  }

  private static boolean isAroundAChange(Instant due, ZoneRules rules) {
    ZoneOffsetTransition change = rules.nextTransition(due.minus(AROUND_A_CHANGE));
    return change != null && change.getInstant().isBefore(due.plus(AROUND_A_CHANGE));
  }

  @Test
  void next_ofRandomExpressions_isAsTryingEachSecond() {
    Random random = new Random(20260101);
    for (int i = 0; i < 200; i++) {
      CronSample sample = CronSample.random(random);
      CronTrigger trigger = CronTrigger.of(sample.text(), ZoneOffset.UTC);
      long start = Instant.parse("2027-12-01T00:00:00Z").getEpochSecond();
      Instant after = Instant.ofEpochSecond(start + random.nextInt(200 * 86_400));
      for (int step = 0; step < 20; step++) {
        Instant due = trigger.next(after).orElseThrow();
        assertThat(due).as(sample.text()).isEqualTo(sample.next(after));
        after = due.plusMillis(random.nextInt(100_000));
      }
    }
  }
}
