package dev.freshet.schedule.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Reads a line as a cron expression or crontab, the next as a zone, and the next as a time. */
class CronTriggerFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void of_anyText_isReadOrRefused(byte[] input) {
    List<String> lines = FuzzInput.lines(input);
    ZoneId zone = zone(FuzzInput.line(lines, 1));
    Instant after = time(FuzzInput.line(lines, 2));

    check(() -> CronTrigger.of(lines.get(0), zone), after);
    check(() -> CronTrigger.fromCrontab(lines.get(0), zone), after);
  }

  /** Reads a trigger, and may throw an {@link InvalidTriggerException}. */
  private interface Reader {
    CronTrigger read();
  }

  private static void check(Reader reader, Instant after) {
    CronTrigger trigger;
    try {
      trigger = reader.read();
    } catch (InvalidTriggerException refused) {
      assertThat(refused.field()).isNotEmpty();
      assertThat(refused.getMessage()).hasSizeLessThan(200);
      return;
    }
    assertThat(CronTrigger.of(trigger.toString(), trigger.zone())).isEqualTo(trigger);
    Optional<Instant> due = trigger.next(after);
    due.ifPresent(
        at -> {
          assertThat(at).isAfter(after);
          assertThat(trigger.next(at.minusNanos(1))).isEqualTo(due);
        });
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException none) {
      return ZoneOffset.UTC;
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException none) {
      return Instant.EPOCH;
    }
  }
}
