package dev.freshet.showcase.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.settings.SettingReader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much there may be of what people say. */
class SocialReaderTest {
  private static SocialSettings read(Map<String, String> set) {
    return SocialReader.read(new SettingReader(name -> null, set::get));
  }

  @Test
  void read_ofNothing_givesTheDefaults() {
    SocialSettings settings = read(Map.of());
    assertThat(settings.enabled()).isTrue();
    assertThat(settings.mostPosts()).isEqualTo(2000);
    assertThat(settings.posts()).isEqualTo(new Rate(5, Duration.ofSeconds(30)));
    assertThat(settings.likes()).isEqualTo(new Rate(60, Duration.ofMinutes(1)));
    assertThat(settings.signUps()).isEqualTo(new Rate(5, Duration.ofHours(1)));
  }

  @Test
  void read_ofARateOfZero_givesNoLimit() {
    assertThat(read(Map.of("FRESHET_SOCIAL_POST_RATE", "0")).posts().count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "FRESHET_SOCIAL, maybe",
    "FRESHET_SOCIAL_POSTS, 0",
    "FRESHET_SOCIAL_PEOPLE, many",
    "FRESHET_SOCIAL_POST_RATE, 5",
    "FRESHET_SOCIAL_POST_RATE, 0/30s",
    "FRESHET_SOCIAL_LIKE_RATE, 5/0s",
    "FRESHET_SOCIAL_SIGN_UP_RATE, 5/soon"
  })
  void read_ofAWrongValue_namesTheSetting(String name, String value) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
