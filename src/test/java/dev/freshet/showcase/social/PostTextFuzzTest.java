package dev.freshet.showcase.social;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;

/** Cleans any text as a post, and finds the tags in it. */
class PostTextFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void clean_anyText_isKeptOrRefused(byte[] input) {
    String text;
    try {
      text = PostText.clean(FuzzInput.text(input));
    } catch (RefusedException refused) {
      assertThat(refused.getMessage()).hasSizeLessThan(200);
      return;
    }

    assertThat(text.codePointCount(0, text.length())).isBetween(1, PostText.MOST);
    assertThat(text).isEqualTo(text.strip()).doesNotContain("\r", "\n\n\n");
    int end = 0;
    for (Link link : Links.find(text, name -> null)) {
      assertThat(link.from()).isBetween(end, link.to() - 1);
      assertThat(link.to()).isLessThanOrEqualTo(text.length());
      assertThat(Links.tag(link.target())).isEqualTo(link.target());
      end = link.to();
    }
  }
}
