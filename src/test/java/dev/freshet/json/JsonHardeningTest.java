package dev.freshet.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a stranger writes, only one exception comes of it, and it has no cause to log. */
class JsonHardeningTest {
  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  static Stream<String> beyondTheLimits() {
    return Stream.of(
        nested(33),
        nested(1100),
        "{\"a\":" + "[".repeat(1_000_000),
        "{\"a\":1e99999999999}",
        "{\"a\":1E+1000}",
        "{\"a\":-1e-0001}",
        "{\"a\":" + "9".repeat(2000) + "}",
        "{\"a\":0." + "0".repeat(2000) + "1}",
        "{\"a\":[" + "0,".repeat(100_001) + "0]}");
  }

  @ParameterizedTest
  @MethodSource("beyondTheLimits")
  void text_beyondALimit_isRefused(String text) {
    assertThatThrownBy(() -> Json.object(text))
        .isInstanceOf(InvalidJsonException.class)
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "7",
        "null",
        "\"a\"",
        "{",
        "}",
        "{]",
        "{\"a\"",
        "{\"a\":\"",
        "{\"a\":\"\\",
        "{\"a\":\"\\x\"}",
        "{\"a\":1-2}",
        "{\"a\":e}",
        "{\"a\":+1}",
        "{\"a\":1}x",
        "{\"a\":1}{}",
        "{\"a\":NaN}",
        "{a:1}"
      })
  void text_thatIsNoObject_isRefused(String text) {
    assertThatThrownBy(() -> Json.object(text))
        .isInstanceOf(InvalidJsonException.class)
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1 2", "1[1", "1,", "\"a\" x", "null null", "[]]", "{} x", "{}\u2003", "0x"})
  void value_withSomethingBehind_isRefused(String text) {
    assertThatThrownBy(() -> Json.value(text))
        .isInstanceOf(InvalidJsonException.class)
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", " 1 ", "\"a\"\n", "null\t", "[]\r\n", " {} "})
  void value_withSpaceAround_isRead(String text) {
    assertThat(Json.value(text)).hasToString(text.strip());
  }

  @Test
  void text_atTheLimits_isRead() {
    assertThat(Json.object(nested(32))).hasSize(1);
    String number = "9".repeat(50) + "." + "9".repeat(50) + "e-999";
    assertThat(Json.object("{\"a\":" + number + "}").getJsonNumber("a").bigDecimalValue())
        .isEqualTo(number);
    assertThat(Json.object("{\"a\":[" + "0,".repeat(99_000) + "0]}").getJsonArray("a"))
        .hasSize(99_001);
  }

  @Test
  void strings_areNotLookedInto() {
    String text = "[{\\\"1e99999999999" + "9".repeat(2000) + "[".repeat(100) + "\\\\";

    assertThat(Json.object("{\"" + text + "\":\"" + text + "\"}")).hasSize(1);
  }
}
