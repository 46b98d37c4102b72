package dev.freshet.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.store.LocalStore;
import dev.freshet.testing.FuzzInput;
import java.time.Instant;

/** Takes any text for the cookie of a known browser: only a pass that was given is recognised. */
class KnownBrowsersFuzzTest {
  private static final KnownBrowsers KNOWN =
      new KnownBrowsers(new LocalStore(null), () -> Instant.ofEpochSecond(1_000_000));

  private static final String PASS = KNOWN.pass(null);

  @FuzzTest(maxDuration = "1m")
  void recognise_onlyWhatWasGiven(byte[] input) {
    String text = FuzzInput.text(input);

    assertThat(KNOWN.recognise(text)).isNull();
    assertThat(KNOWN.recognise(PASS + text)).isEqualTo(text.isEmpty() ? id() : null);
    assertThat(KNOWN.recognise(text + PASS)).isEqualTo(text.isEmpty() ? id() : null);
  }

  private static String id() {
    return PASS.substring(0, PASS.indexOf('.'));
  }
}
