package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;
import jakarta.ws.rs.core.MediaType;

/** Takes any text for the header {@code Content-Type}: alone, and behind or before a form's. */
class ContentTypeFuzzTest {
  private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED;

  @FuzzTest(maxDuration = "1m")
  void isForm_onlyOfTheTypeOfForms(byte[] input) {
    String text = FuzzInput.text(input);

    if (Form.isForm(text)) {
      assertThat(text.strip()).startsWithIgnoringCase(FORM);
    }
    assertThat(Form.isForm(FORM + ";" + text)).isTrue();
    assertThat(Form.isForm(FORM + text))
        .isEqualTo(text.isBlank() || text.stripLeading().startsWith(";"));
    assertThat(Form.isForm("x" + text)).isFalse();
  }
}
