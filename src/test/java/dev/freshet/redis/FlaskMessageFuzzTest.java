package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.event.Event;
import dev.freshet.event.TextBounds;
import dev.freshet.testing.FuzzInput;

/** Reads any bytes as a message on a Redis channel. */
class FlaskMessageFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void read_anyBytes_isAnEventOrSaysWhyNot(byte[] input) {
    String text = FuzzInput.text(input);

    if (FlaskMessage.read("sse", input) instanceof Reading.Understood understood) {
      Event event = understood.event();
      TextBounds.DEFAULT.check(event);
      assertThat(event.topics()).containsExactly("sse");
      if (!text.stripLeading().startsWith("{")) {
        assertThat(event.data()).isEqualTo(text);
      }
      assertThat(event.isPrivate()).isFalse();
    } else {
      assertThat(text.contains("\ufffd") || text.stripLeading().startsWith("{")).isTrue();
    }
  }
}
