package dev.freshet.showcase.social;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;

/** Takes any text for a person's name, and finds the person whom a post mentions by it. */
class NamesFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void clean_anyText_isANameOrRefused(byte[] input) {
    String name;
    try {
      name = Names.clean(FuzzInput.text(input));
    } catch (RefusedException refused) {
      assertThat(refused.getMessage()).hasSizeLessThan(300);
      return;
    }

    assertThat(Names.clean(name)).isEqualTo(name);
    assertThat(name.codePoints().allMatch(Names::isPart)).isTrue();
    assertThat(Fold.of(Fold.of(name))).isEqualTo(Fold.of(name));
    assertThat(ReservedNames.has(name + "-")).isEqualTo(ReservedNames.has(name));
  }
}
