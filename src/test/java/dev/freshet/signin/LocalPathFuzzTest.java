package dev.freshet.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;

/** Takes any text for the page to go to after signing in: none is at another host. */
class LocalPathFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void of_anyText_isBelowTheRoot(byte[] input) {
    String text = FuzzInput.text(input);

    String path = LocalPath.of(text);

    assertThat(path).isIn(text, LocalPath.HOME).startsWith("/");
    assertThat(path.startsWith("//")).isFalse();
    assertThat(path.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\')).isTrue();
  }
}
