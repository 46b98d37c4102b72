package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;
import java.util.List;
import java.util.Locale;

/** Reads a line as a list of origins, and the others as what browsers send. */
class OriginsFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void matches_onlyWhatIsOnTheList(byte[] input) {
    List<String> lines = FuzzInput.lines(input);
    Origins origins;
    try {
      origins = Origins.parse(lines.get(0));
    } catch (IllegalArgumentException refused) {
      origins = Origins.NONE;
    }
    assertThat(Origins.parse(String.join(" ", origins.items()))).isEqualTo(origins);

    for (String origin : lines) {
      assertThat(Origins.same(origin, "https://other.example")).isIn(true, false);
      assertThat(origin).startsWith(Origins.ofAddress(origin));
      if (origins.matches(origin) && !origins.isAll()) {
        assertThat(origins.items()).anyMatch(item -> isMeant(item, origin));
      }
    }
  }

  private static boolean isMeant(String item, String origin) {
    String sent = origin.toLowerCase(Locale.ROOT).replaceFirst(":0*(80|443)$", "");
    int wildcard = item.indexOf("*.");
    return wildcard < 0
        ? item.equals(sent) || Origins.same(item, origin)
        : sent.startsWith(item.substring(0, wildcard))
            && sent.contains(item.substring(wildcard + 1));
  }
}
