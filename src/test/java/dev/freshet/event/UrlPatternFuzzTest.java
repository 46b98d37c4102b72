package dev.freshet.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;
import java.util.List;

/** Reads the first line of any bytes as a URL Pattern and compares it with the other lines. */
class UrlPatternFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void urlPattern_anyText_isReadOrRefused(byte[] input) {
    List<String> lines = FuzzInput.lines(input);

    SelectorFuzzTest.read(Selector::urlPattern, lines.get(0))
        .ifPresent(known -> SelectorFuzzTest.compare(known, lines));
    for (String topic : lines) {
      TopicUrl.parse(topic).ifPresent(UrlPatternFuzzTest::assertStaysWhatItIs);
    }
  }

  /** What a topic is resolved to must mean the same when it is written down and read again. */
  private static void assertStaysWhatItIs(TopicUrl url) {
    boolean isPlain = url.pathname().startsWith("/") && !url.pathname().startsWith("//");
    if (isPlain && TopicUrl.SPECIAL.containsKey(url.protocol()) && !url.protocol().equals("file")) {
      String port = url.server().port().isEmpty() ? "" : ":" + url.server().port();
      String authority = url.server().hostname() + port;
      String written = url.protocol() + "://" + authority + url.pathname();
      assertThat(TopicUrl.parse(written))
          .contains(
              new TopicUrl(
                  url.protocol(), TopicUrl.Identity.NONE, url.server(), url.pathname(), "", ""));
    }
  }
}
