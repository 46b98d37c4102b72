package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.json.InvalidJsonException;
import dev.freshet.json.InvalidMemberException;
import dev.freshet.json.Json;
import dev.freshet.testing.FuzzInput;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads any text as a schedule, with whatever trigger it has, and writes what was read. */
class ScheduleReaderFuzzTest {
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  @FuzzTest(maxDuration = "1m")
  void wish_anyText_isReadOrRefused(byte[] input) {
    Schedule wish;
    try {
      wish = ScheduleReader.wish(Json.object(FuzzInput.text(input)), null, NOW);
    } catch (InvalidJsonException | InvalidMemberException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
      return;
    }
    String written = ScheduleJson.write(wish).build().toString();
    assertThat(ScheduleReader.read(written)).isEqualTo(wish);

    Optional<Instant> due = wish.timing().next(NOW);
    assertThat(due.filter(at -> !at.isAfter(NOW))).isEmpty();
    Instant unused =
        wish.misfire().sort(wish.timing(), NOW, NOW.plus(Duration.ofMinutes(1))).handled();
  }
}
