package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.TextBounds;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedisSettingsTest {

  private static RedisSettings of(String url, String... channels) {
    return RedisSettings.of(
        RedisUrl.parse(url), Channels.named(Set.of(channels)), TextBounds.DEFAULT);
  }

  @Test
  void toString_anySettings_hasTheUrlWithoutSecretAndTheChannels() {
    assertThat(of("redis://joe:s3cret@localhost/2", "sse", "a.*"))
        .hasToString("redis://localhost:6379/2 [a.*, sse]");
  }
}
