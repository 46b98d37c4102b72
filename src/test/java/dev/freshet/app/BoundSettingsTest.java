package dev.freshet.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.event.TextBounds;
import dev.freshet.web.BodyLimits;
import dev.freshet.web.HttpSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings that bound what clients send. */
class BoundSettingsTest {
  /** From an environment: names and values by turns. */
  private static Settings read(String... environment) {
    return AllSettings.read(name -> null, map(environment)::get);
  }

  private static Map<String, String> map(String... namesAndValues) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  @Test
  void read_everyBoundOnRequests_takesIt() {
    HttpSettings http =
        read(
                "FRESHET_MAX_BODIES", "8",
                "FRESHET_BODY_BYTES", "64MiB",
                "FRESHET_BODY_TIME", "3s",
                "FRESHET_MAX_UNREAD", "7",
                "FRESHET_MAX_POLLS", "9")
            .http();

    assertThat(http.bodies()).isEqualTo(new BodyLimits(8, 64L << 20, Duration.ofSeconds(3)));
    assertThat(http.maxUnread()).isEqualTo(7);
    assertThat(http.maxPolls()).isEqualTo(9);
  }

  @Test
  void boundsOfNames_areRead_andATopicIsNoLongerThanASelector() {
    TextBounds texts =
        read("FRESHET_MAX_SELECTOR", "1KiB", "FRESHET_MAX_TYPE", "10", "FRESHET_MAX_ID", "20")
            .http()
            .texts();

    assertThat(texts).isEqualTo(new TextBounds(1024, 64 * 1024, 1024, 10, 20));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("FRESHET_MAX_SELECTOR", "1000", "FRESHET_MAX_TOPIC", "1001"))
        .withMessageContaining("FRESHET_MAX_TOPIC");
  }
}
