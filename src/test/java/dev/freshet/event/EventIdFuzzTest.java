package dev.freshet.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Reads any bytes as the id that a client sends back. */
class EventIdFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void parse_anyText_isItsOwnTextOrNoId(byte[] input) {
    String text = new String(input, UTF_8);

    EventId.parse(text)
        .ifPresent(
            id -> {
              assertThat(id.toString()).isEqualTo(text);
              assertThat(id.next(0).isAfter(id)).isTrue();
            });
  }
}
