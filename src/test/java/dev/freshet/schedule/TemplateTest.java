package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.json.InvalidMemberException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts with holes. */
class TemplateTest {
  private static String render(String text, Map<String, Object> values) {
    return Template.of(text).render(values);
  }

  @Test
  void value_standsAsInAJsonString() {
    assertThat(render("{\"a\":\"{{x}}\"}", Map.of("x", "\"\\\n\u20ac</a>")))
        .isEqualTo("{\"a\":\"\\\"\\\\\\u000a\u20ac</a>\"}");
  }

  @Test
  void value_inThreeBraces_standsAsItIs() {
    assertThat(render("<{{{x}}}>", Map.of("x", "\"&"))).isEqualTo("<\"&>");
  }

  @Test
  void value_thatIsNotThere_isEmpty() {
    assertThat(render("[{{x}}{{x.y}}{{#x}}no{{/x}}{{^x}}none{{/x}}]", Map.of()))
        .isEqualTo("[none]");
  }

  @Test
  void value_ofAMap_isFoundByItsPath() {
    assertThat(render("{{m.k}} {{#m}}{{k}}{{/m}}", Map.of("m", Map.of("k", "v")))).isEqualTo("v v");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.getClass", "x.class", "x.length", "x.bytes", "x.toString", "m.size"})
  void anythingButValues_isNotThere(String name) {
    assertThat(render("[{{" + name + "}}]", Map.of("x", "text", "m", Map.of()))).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{#a}}",
        "{{/a}}",
        "{{#a}}{{/b}}",
        "{{>/etc/passwd}}",
        "{{#a}}{{>b}}{{/a}}",
        "{{#a}}{{..}}{{/a}}",
        "{{#a}}{{^...}}{{/...}}{{/a}}",
        "{{^a}}{{#b}}{{<c}}{{/c}}{{/b}}{{/a}}",
        "{{ }}",
        "{{=}}",
        "{{# }}"
      })
  void text_thatIsNoTemplate_isRefused(String text) {
    assertThatThrownBy(() -> Template.of(text)).isInstanceOf(InvalidMemberException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^", "#", "$"})
  void sections_tooManyForTheStack_areRefused(String kind) {
    String nested = ("{{" + kind + "a}}").repeat(100_000) + "{{/a}}".repeat(100_000);

    assertThatThrownBy(() -> Template.of(nested))
        .isInstanceOf(InvalidMemberException.class)
        .hasMessageContaining("sections");
  }
}
