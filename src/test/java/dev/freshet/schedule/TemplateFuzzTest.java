package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.json.InvalidMemberException;
import dev.freshet.testing.FuzzInput;
import java.util.Map;

/** Reads any text as a template, and fills its holes. */
class TemplateFuzzTest {
  private static final Map<String, Object> VALUES =
      Map.of("id", "tick", "count", "1", "last", Map.of("id", "1-0", "data", "\"{{id}}\""));

  @FuzzTest(maxDuration = "1m")
  void of_anyText_isReadOrRefused(byte[] input) {
    String text = FuzzInput.text(input);
    try {
      Template template = Template.of(text);
      String rendered = template.render(VALUES);
      assertThat(rendered).hasSizeLessThanOrEqualTo(10 * text.length());
      if (!text.contains("{{")) {
        assertThat(rendered).isEqualTo(text);
      }
    } catch (InvalidMemberException refused) {
      assertThat(refused.member()).isEqualTo("template");
    }
  }
}
