package dev.freshet.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.EventStreamParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireEncoderTest {
  private static String encode(Event event) {
    return new String(WireEncoder.encode(event, "1-0"), UTF_8);
  }

  @Test
  void everyField_isWrittenInMercuresOrder() {
    Event event = Event.on("t").type("tick").retryMillis(5000).data("hello").build();

    assertThat(encode(event)).isEqualTo("event: tick\nretry: 5000\nid: 1-0\ndata: hello\n\n");
  }

  @Test
  void fieldsThatAreNotSet_areNotWritten() {
    assertThat(encode(Event.of("t", "x"))).isEqualTo("id: 1-0\ndata: x\n\n");
    assertThat(new String(WireEncoder.encode(Event.of("t", "x"), null), UTF_8))
        .isEqualTo("data: x\n\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|data: ~",
        "a|data: a~",
        "a^|data: a~data: ~",
        "^|data: ~data: ~",
        "a^b|data: a~data: b~",
        "a<b|data: a~data: b~",
        "a<^b|data: a~data: b~",
        "a<<b|data: a~data: ~data: b~",
        "a^<b|data: a~data: ~data: b~",
        "a<^|data: a~data: ~",
        "' lead'|data:  lead~",
        "': x'|data: : x~"
      })
  void data_everyKindOfLineBreak_isALineOfItsOwn(String data, String lines) {
    String text = data.replace('^', '\n').replace('<', '\r');

    assertThat(encode(Event.of("t", text)))
        .isEqualTo("id: 1-0\n" + lines.replace('~', '\n') + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "a\n", "\n\na\n\n", " x", "\tx", "é😀", "\u2028\u0085", "\0"})
  void data_readByAConformingClient_comesBackAsItWas(String data) {
    byte[] wire = WireEncoder.encode(Event.of("t", data), "1-0");

    assertThat(EventStreamParser.parse(wire))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.data()).isEqualTo(data);
              assertThat(event.id()).isEqualTo("1-0");
            });
  }

  @Test
  void data_withByteOrderMark_staysInsideItsLine() {
    assertThat(encode(Event.of("t", "\ufeffbom"))).isEqualTo("id: 1-0\ndata: \ufeffbom\n\n");
  }
}
