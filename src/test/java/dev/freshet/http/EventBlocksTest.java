package dev.freshet.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.event.WireEncoder;
import org.junit.jupiter.api.Test;

class EventBlocksTest {
  @Test
  void blocks_giveWhatWasEncoded() {
    Event full =
        Event.on("t")
            .type("price: up")
            .retryMillis(30)
            .data("one\n\n: two\r\nthree\u20ac ")
            .build();
    byte[] first = WireEncoder.encode(full, "1-0");
    byte[] second = WireEncoder.encode(Event.of("t", ""), "1-1");
    String both = new String(first, UTF_8) + new String(second, UTF_8);

    assertThat(EventBlocks.read(both.getBytes(UTF_8)))
        .hasToString(
            "[{\"type\":\"price: up\",\"retry\":30,\"id\":\"1-0\","
                + "\"data\":\"one\\n\\n: two\\nthree\u20ac \"},"
                + "{\"id\":\"1-1\",\"data\":\"\"}]");
  }

  @Test
  void nothing_givesNothing() {
    assertThat(EventBlocks.read(new byte[0])).isEmpty();
  }
}
