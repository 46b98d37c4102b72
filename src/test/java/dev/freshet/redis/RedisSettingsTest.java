package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

  private static RedisSettings of(String url, String... channels) {
    return RedisSettings.of(URI.create(url), Set.of(channels));
  }

  @ParameterizedTest
  @CsvSource({
    "redis://localhost, redis://localhost:6379",
    "redis://localhost/, redis://localhost:6379/",
    "rediss://:s3cret@r.example:7000/2, rediss://r.example:7000/2",
    "redis://joe:s3cret%40@r.example/0?s3cret, redis://r.example:6379/0",
    "redis://[::1]:7000, redis://[::1]:7000",
  })
  void shownUrl_anyUrl_hasThePortAndNoSecret(String url, String shown) {
    RedisSettings settings = of(url, "sse");

    assertThat(settings.shownUrl()).isEqualTo(shown);
    assertThat(settings.toString()).isEqualTo(shown + " [sse]");
  }

  @Test
  void url_withoutPort_keepsTheQuotedPassword() {
    assertThat(of("redis://joe:a%40%3Ab%2F@h", "sse").url())
        .hasToString("redis://joe:a%40%3Ab%2F@h:6379");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://:s3cret@localhost",
        "unix:///s3cret.sock",
        "redis:s3cret",
        "redis://:s3cret@under_score:6379",
        "redis://s3cret@localhost",
        "redis://:s3cret@localhost/s3cret",
        "redis://:s3cret@localhost/99999999999",
      })
  void new_unusableUrl_isRefusedWithoutShowingIt(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(url, "sse"))
        .withMessageContaining("Redis URL")
        .withMessageNotContaining("s3cret");
  }

  @Test
  void new_noChannel_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> of("redis://localhost"));
    assertThatIllegalArgumentException().isThrownBy(() -> of("redis://localhost", ""));
  }

  @Test
  void channels_withGlobCharacters_arePatterns() {
    RedisSettings settings = of("redis://localhost", "sse", "a:b", "news.*", "h?llo", "[ab]");

    assertThat(settings.names()).containsExactly("a:b", "sse");
    assertThat(settings.patterns()).containsExactly("[ab]", "h?llo", "news.*");
  }
}
