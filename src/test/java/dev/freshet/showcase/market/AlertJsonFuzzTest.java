package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.json.Json;
import dev.freshet.testing.FuzzInput;
import java.time.Duration;
import java.time.Instant;

/** Reads any text as the wish for an alert, and writes what was read. */
class AlertJsonFuzzTest {
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  @FuzzTest(maxDuration = "1m")
  void wish_anyText_isReadOrRefused(byte[] input) {
    StandingAlert wish;
    try {
      wish = AlertJson.wish(Json.object(FuzzInput.text(input)), NOW, NOW.plus(Duration.ofDays(1)));
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
      return;
    }
    String written = AlertJson.write(wish).build().toString();
    assertThat(AlertJson.read(Json.object(written))).isEqualTo(wish);
  }
}
