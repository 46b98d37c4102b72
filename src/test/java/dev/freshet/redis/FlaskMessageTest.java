package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlaskMessageTest {
  private static final String CHANNEL = "sse";

  private static Reading read(String payload) {
    return FlaskMessage.read(CHANNEL, payload.getBytes(UTF_8));
  }

  private static Event event(String payload) {
    Reading reading = read(payload);
    assertThat(reading).isInstanceOf(Reading.Understood.class);
    return ((Reading.Understood) reading).event();
  }

  private static void assertPlain(String payload) {
    assertThat(read(payload)).isEqualTo(new Reading.Understood(Event.of(CHANNEL, payload)));
  }

  @Test
  void read_allMembersInAnyOrder_areTaken() {
    String payload =
        " {\"retry\":3000,\"channel\":\"y\",\"id\":\"7\",\"foo\":[{}],\"type\":\"ev\",\"data\":\"d\"}\n";

    assertThat(event(payload))
        .isEqualTo(Event.on(CHANNEL).data("d").type("ev").id("7").retryMillis(3000).build());
  }

  @Test
  void read_memberTwice_takesTheLastAsPythonDoes() {
    assertThat(event("{\"data\": 1, \"data\": 2}").data()).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.0",
        "1e+22",
        "12345678901234567890",
        "NaN",
        "Infinity",
        "-Infinity",
        "null",
        "true",
        "{}",
        "[ ]",
        "{\"a\": \"\\u00e9\", \"é\" : [1 ,2],\n\"z\":{\"data\":1}}",
        "[\"\\ud83d\", \"😀\", \"]\", \"}\\\"\"]",
      })
  void read_dataOfOtherTypes_staysAsItStands(String json) {
    assertThat(event("{\"data\": " + json + "}").data()).isEqualTo(json);
    assertThat(event("{\"id\":1,\"data\":" + json + ",\"x\":2}").data()).isEqualTo(json);
    assertThat(event("{ \"data\"\n:\t" + json + " , \"id\" : 5 }").data()).isEqualTo(json);
  }

  @Test
  void read_longNumber_isNotShortened() {
    String digits = "9".repeat(5000);

    assertThat(event("{\"data\": " + digits + "}").data()).isEqualTo(digits);
  }

  @Test
  void read_valuesBeyondTheParsersBuffer_areCutWhereTheyStand() {
    String filler = "é\\n😀".repeat(20_000);
    String object = "{\"k\": [\"" + filler + "\", 1.50]}";

    assertThat(event("{\"x\": \"" + filler + "\", \"data\": " + object + "}").data())
        .isEqualTo(object);
    assertThat(event("{\"data\": \"" + filler + "\", \"id\": " + "1.50" + "}"))
        .isEqualTo(Event.on(CHANNEL).data("é\n😀".repeat(20_000)).id("1.50").build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "foo\n", "\n", " lead", "x\u2028y\u2029z\u0085w\u000bv\u001c"})
  void read_textThatFlaskSseSpoils_staysWhole(String data) {
    String json =
        data.replace("\n", "\\n").replace("\u000b", "\\u000b").replace("\u001c", "\\u001c");

    assertThat(event("{\"data\": \"" + json + "\"}").data()).isEqualTo(data);
  }

  @Test
  void read_loneSurrogate_isReplaced() {
    assertThat(event("{\"data\": \"a\\ud83d\"}").data()).isEqualTo("a\uFFFD");
  }

  @ParameterizedTest
  @CsvSource({"\"t\",t", "5,5", "1.50,1.50", "true,true", "NaN,NaN", "\"0\",0", "[1],[1]"})
  void read_type_isTextOrJson(String json, String type) {
    assertThat(event("{\"data\":\"\",\"type\":" + json + "}").type()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "null", "false", "0", "-0", "0.00", "0e5", "[]", "{ }"})
  void read_typeThatIsFalseInPython_isNone(String json) {
    assertThat(event("{\"data\":\"\",\"type\":" + json + "}").type()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\nid:evil", "a\\rb", "nul\\u0000", "\\ud83d"})
  void read_typeThatWouldBreakTheStream_isUnreadable(String type) {
    assertThat(read("{\"data\":\"x\",\"type\":\"" + type + "\"}"))
        .isInstanceOf(Reading.Unreadable.class);
  }

  @ParameterizedTest
  @CsvSource({"\"0\",0", "0,0", "1.50,1.50", "true,true", "[1],[1]", "' {\"a\": 1} ','{\"a\": 1}'"})
  void read_id_isTextOrJson(String json, String id) {
    assertThat(event("{\"data\":\"\",\"id\":" + json + "}").id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"\"",
        "\"a\\nb\"",
        "\"a\\rb\"",
        "\"nul\\u0000nul\"",
        "\"#1\"",
        "\"earliest\"",
        "\"\\ud83d\"",
        "[1,\n2]"
      })
  void read_idThatCannotBeSent_isLeftOut(String json) {
    assertThat(event("{\"data\":\"x\",\"type\":\"t\",\"id\":" + json + "}"))
        .isEqualTo(Event.on(CHANNEL).data("x").type("t").build());
  }

  @ParameterizedTest
  @CsvSource({"3000,3000", "\"3000\",3000", "0,0", "2147483647,2147483647"})
  void read_retry_isMillis(String json, int millis) {
    assertThat(event("{\"data\":\"\",\"retry\":" + json + "}").retryMillis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "1.5",
        "\"abc\"",
        "\"\"",
        "\"+5\"",
        "\"٣\"",
        "null",
        "true",
        "1e3",
        "2147483648",
        "[1]"
      })
  void read_retryThatIsNoInt_isLeftOut(String json) {
    assertThat(event("{\"data\":\"\",\"retry\":" + json + "}").retryMillis()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "",
        " ",
        "5",
        "\"s\"",
        "[1]",
        "[\"event\", \"data\"]",
        "{}",
        "{\"price\":5}",
        "{\"type\":\"x\",\"price\":5}",
        "{\"data\":\"x\"",
        "{\"data\":\"x\"} y",
        "{\"data\":\"x\"}{\"data\":\"y\"}",
        "{\"data\":\"a\nb\"}",
        "{'data':'x'}",
        "{data:1}",
        "{\"data\":01}",
        "\ufeff{\"data\":\"x\"}",
        "a\r\nb\u0000c"
      })
  void read_anyOtherText_isTheDataAsItIs(String payload) {
    assertPlain(payload);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"x\"}",
        "{\"id\":\"1\",\"retry\":5}",
        "{\"channel\":\"y\"}",
        "{\"type\":null}"
      })
  void read_flaskSseWithoutData_isUnreadable(String payload) {
    assertThat(read(payload)).isInstanceOf(Reading.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"data\":\"x\",\"foo\":1}", "{\"data\":\"x\",\"channel\":\"y\"}"})
  void read_unknownMembers_areIgnored(String payload) {
    assertThat(event(payload)).isEqualTo(Event.of(CHANNEL, "x"));
  }
}
