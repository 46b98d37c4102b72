package dev.freshet.schedule.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random expressions around changes of the clocks, beside the rule applied second by second. */
class CronChangeReferenceTest {
  private static final Duration AROUND = Duration.ofMinutes(150);
  private static final int SAMPLES = 40;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Santiago",
        "Africa/Cairo"
      })
  void next_aroundTwoChanges_followsTheRule(String id) {
    ZoneId zone = ZoneId.of(id);
    Random random = new Random(id.hashCode());
    Instant after = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 2; i++) {
      ZoneOffsetTransition change = zone.getRules().nextTransition(after);
      after = change.getInstant();
      for (int j = 0; j < SAMPLES; j++) {
        CronSample sample = CronSample.random(random);
        String[] fields = sample.text().split(" ", -1);
        CronTrigger trigger =
            CronTrigger.of(fields[0] + " " + fields[1] + " " + fields[2] + " * * *", zone);
        assertThat(ours(trigger, after))
            .as(sample.text())
            .containsExactlyElementsOf(
                sample.isOpen()
                    ? byElapsedTime(sample, after, zone.getRules())
                    : byWallClock(sample, after, zone.getRules()));
      }
    }
  }

  private static List<Instant> ours(CronTrigger trigger, Instant change) {
    List<Instant> dues = new ArrayList<>();
    Instant due = trigger.next(change.minus(AROUND)).orElseThrow();
    while (due.isBefore(change.plus(AROUND))) {
      dues.add(due);
      due = trigger.next(due).orElseThrow();
    }
    return dues;
  }

  /** Each instant whose local time agrees. */
  private static SortedSet<Instant> byElapsedTime(
      CronSample sample, Instant change, ZoneRules rules) {
    SortedSet<Instant> dues = new TreeSet<>();
    Instant end = change.plus(AROUND);
    Instant at = change.minus(AROUND).plusSeconds(1);
    for (; at.isBefore(end); at = at.plusSeconds(1)) {
      if (sample.isTime(LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, rules.getOffset(at)))) {
        dues.add(at);
      }
    }
    return dues;
  }

  /** Each local time that agrees, at the first instant that has it or has it behind. */
  private static SortedSet<Instant> byWallClock(
      CronSample sample, Instant change, ZoneRules rules) {
    SortedSet<Instant> dues = new TreeSet<>();
    Instant end = change.plus(AROUND);
    Instant start = change.minus(AROUND);
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(start.getEpochSecond(), 0, rules.getOffset(start));
    LocalDateTime last = LocalDateTime.ofEpochSecond(end.getEpochSecond(), 0, rules.getOffset(end));
    for (local = local.plusSeconds(1); local.isBefore(last); local = local.plusSeconds(1)) {
      if (sample.isTime(local)) {
        dues.add(
            rules.getValidOffsets(local).isEmpty()
                ? change
                : local.toInstant(rules.getValidOffsets(local).get(0)));
      }
    }
    return dues;
  }
}
