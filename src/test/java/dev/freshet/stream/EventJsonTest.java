package dev.freshet.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.event.WireEncoder;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
  private static final String JSON =
      "{\"type\":\"price: up\",\"retry\":30,\"id\":\"1-0\","
          + "\"data\":\"one\\n\\n: two\\nthree\u20ac \\\"q\\\" \\\\ \\u0009\"},"
          + "{\"id\":\"1-1\",\"data\":\"\"}";

  private static byte[] wire() {
    Event full =
        Event.on("t")
            .type("price: up")
            .retryMillis(30)
            .data("one\n\n: two\r\nthree\u20ac \"q\" \\ \t")
            .build();
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    wire.writeBytes(":\n".getBytes(UTF_8));
    wire.writeBytes(WireEncoder.encode(full, "1-0"));
    wire.writeBytes(WireEncoder.encode(Event.of("t", ""), "1-1"));
    return wire.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000})
  void events_giveTheSameJson_inSlicesOfAnySize(int most) {
    ByteArrayOutputStream slice = new ByteArrayOutputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    EventJson json = new EventJson(slice);
    byte[] wire = wire();
    for (int at = 0; at < wire.length; ) {
      at = json.convert(wire, at, most);
      all.writeBytes(slice.toByteArray());
      slice.reset();
    }

    assertThat(all.toString(UTF_8)).isEqualTo(JSON);
    assertThat(json.lastId()).isEqualTo("1-1");
    assertThat(json.hasEvent()).isTrue();
  }

  @Test
  void numbersOfSelectors_areAnArray() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] wire = "selected: 0 12\nid: a\ndata: b\n\n".getBytes(UTF_8);

    assertThat(new EventJson(out).convert(wire, 0, 1_000)).isEqualTo(wire.length);
    assertThat(out.toString(UTF_8)).isEqualTo("{\"selected\":[0,12],\"id\":\"a\",\"data\":\"b\"}");
  }
}
