package dev.freshet.showcase.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.json.InvalidJsonException;
import dev.freshet.json.InvalidMemberException;
import dev.freshet.testing.FuzzInput;

/** Reads any text as a target, and writes what was read. */
class TargetJsonFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void parse_anyText_isReadOrRefused(byte[] input) {
    Target target;
    try {
      target = TargetJson.parse(FuzzInput.text(input));
    } catch (InvalidJsonException | InvalidMemberException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
      return;
    }
    assertThat(TargetJson.parse(TargetJson.write(target).toString())).isEqualTo(target);
  }
}
