package dev.freshet.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.hub.HubSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final String SECRET = "a-secret-that-nobody-may-ever-read";

  /** From an environment: names and values by turns. */
  private static Settings read(String... environment) {
    return Settings.read(name -> null, map(environment)::get);
  }

  private static Map<String, String> map(String... namesAndValues) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  @Test
  void read_nothingSet_givesTheDefaults() {
    Settings settings = read();

    assertThat(settings.keyIsRandom()).isTrue();
    assertThat(settings.subscriberKey()).isSameAs(settings.publisherKey());
    assertThat(settings.http().anonymous()).isTrue();
    assertThat(settings.http().maxEventBytes()).isEqualTo(1024 * 1024);
    assertThat(settings.hub()).isEqualTo(HubSettings.defaults());
    assertThat(settings.log().events()).isEqualTo(10_000);
    assertThat(settings.log().bytes()).isEqualTo(64L * 1024 * 1024);
    assertThat(settings.log().age()).isEqualTo(Duration.ofDays(1));
    assertThat(settings.redisUrl()).isNull();
    assertThat(settings.redisChannels()).containsExactly("sse");
  }

  @Test
  void read_everythingSet_takesIt() {
    Settings settings =
        read(
            "FRESHET_ANONYMOUS", "FALSE",
            "FRESHET_MAX_STREAMS", "7",
            "FRESHET_MAX_EVENT", "64KiB",
            "FRESHET_MAX_LAG", "8",
            "FRESHET_MAX_LAG_BYTES", "9 MiB",
            "FRESHET_HEARTBEAT", "500ms",
            "FRESHET_RETRY", "PT3S",
            "FRESHET_PUMPS", "3",
            "FRESHET_LOG_EVENTS", "10",
            "FRESHET_LOG_BYTES", "1GiB",
            "FRESHET_LOG_AGE", "2h",
            "FRESHET_REDIS_URL", "rediss://:x@redis.example:7000",
            "FRESHET_REDIS_CHANNELS", " sse, orders.* ,");

    assertThat(settings.http().anonymous()).isFalse();
    assertThat(settings.http().maxEventBytes()).isEqualTo(64 * 1024);
    assertThat(settings.hub())
        .isEqualTo(
            new HubSettings(
                7,
                64 * 1024,
                8,
                9L * 1024 * 1024,
                Duration.ofMillis(500),
                Duration.ofSeconds(3),
                3));
    assertThat(settings.log().events()).isEqualTo(10);
    assertThat(settings.log().bytes()).isEqualTo(1L << 30);
    assertThat(settings.log().age()).isEqualTo(Duration.ofHours(2));
    assertThat(settings.redisUrl()).isEqualTo(URI.create("rediss://:x@redis.example:7000"));
    assertThat(settings.redisChannels()).containsExactly("sse", "orders.*");
  }

  @ParameterizedTest
  @CsvSource({
    "15, 15000",
    "15s, 15000",
    "250ms, 250",
    "2m, 120000",
    "1h, 3600000",
    "1d, 86400000",
    "PT0.5S, 500",
    "' 15s ', 15000",
    "0, 0",
  })
  void duration_inAnyUnit_isUnderstood(String text, long millis) {
    assertThat(read("FRESHET_HEARTBEAT", text).hub().heartbeat()).hasMillis(millis);
  }

  @Test
  void property_besideAnEnvironmentVariable_wins() {
    Settings settings =
        Settings.read(
            map("freshet.max.streams", "5")::get,
            map("FRESHET_MAX_STREAMS", "6", "FRESHET_MAX_LAG", "7")::get);

    assertThat(settings.hub().maxStreams()).isEqualTo(5);
    assertThat(settings.hub().maxLagEvents()).isEqualTo(7);
    assertThat(settings.shown()).containsEntry("FRESHET_MAX_STREAMS", "5");
  }

  @Test
  void blank_valueOrProperty_countsAsNotSet() {
    Settings settings =
        Settings.read(
            map("freshet.max.lag", " ")::get,
            map("FRESHET_MAX_LAG", "7", "FRESHET_PUBLISHER_KEY", "", "FRESHET_RETRY", " ")::get);

    assertThat(settings.hub().maxLagEvents()).isEqualTo(7);
    assertThat(settings.hub().retry()).isEqualTo(HubSettings.defaults().retry());
    assertThat(settings.keyIsRandom()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "FRESHET_ANONYMOUS, yes",
    "FRESHET_MAX_STREAMS, 0",
    "FRESHET_MAX_STREAMS, -1",
    "FRESHET_MAX_STREAMS, many",
    "FRESHET_MAX_STREAMS, 2147483648",
    "FRESHET_MAX_EVENT, 1.5MiB",
    "FRESHET_MAX_EVENT, 4GiB",
    "FRESHET_LOG_BYTES, 999999999999999GiB",
    "FRESHET_HEARTBEAT, 999999999d",
    "FRESHET_MAX_LAG, 1e3",
    "FRESHET_MAX_LAG_BYTES, 8MB",
    "FRESHET_HEARTBEAT, soon",
    "FRESHET_HEARTBEAT, 15 s",
    "FRESHET_HEARTBEAT, -PT1S",
    "FRESHET_RETRY, 1w",
    "FRESHET_PUMPS, 0",
    "FRESHET_LOG_EVENTS, 0",
    "FRESHET_LOG_BYTES, 0KiB",
    "FRESHET_LOG_AGE, 0",
    "FRESHET_REDIS_URL, localhost:6379",
    "FRESHET_REDIS_URL, http://localhost",
    "FRESHET_REDIS_URL, redis://",
    "FRESHET_REDIS_URL, 'redis://:a b@c'",
    "FRESHET_PUBLISHER_KEY, short",
    "FRESHET_SUBSCRIBER_KEY, short",
  })
  void read_badValue_isRefusedByName(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(name, value))
        .withMessageStartingWith(name + " ");
  }

  @Test
  void read_badAlgorithmForAKey_isRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("FRESHET_PUBLISHER_KEY", SECRET, "FRESHET_PUBLISHER_ALG", "RS256"))
        .withMessageContaining("FRESHET_PUBLISHER_ALG")
        .withMessageNotContaining(SECRET);
  }

  @Test
  void read_badSecret_isRefusedWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("FRESHET_REDIS_URL", "http://:" + SECRET + "@localhost"))
        .withMessageNotContaining(SECRET);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("FRESHET_PUBLISHER_KEY", "too-short-secret"))
        .withMessageNotContaining("too-short-secret");
  }

  @Test
  void subscriberKey_ofItsOwn_isTaken() {
    Settings settings =
        read(
            "FRESHET_PUBLISHER_KEY",
            SECRET,
            "FRESHET_SUBSCRIBER_KEY",
            SECRET.repeat(2),
            "FRESHET_SUBSCRIBER_ALG",
            "HS512");

    assertThat(settings.keyIsRandom()).isFalse();
    assertThat(settings.publisherKey()).hasToString("HS256");
    assertThat(settings.subscriberKey()).hasToString("HS512");
  }

  @Test
  void shown_secretsSet_saysOnlyThatTheyAre() {
    Map<String, String> shown =
        read(
                "FRESHET_PUBLISHER_KEY", SECRET,
                "FRESHET_SUBSCRIBER_KEY", SECRET + "2",
                "FRESHET_REDIS_URL", "redis://:" + SECRET + "@localhost")
            .shown();

    for (String name :
        Arrays.asList("FRESHET_PUBLISHER_KEY", "FRESHET_SUBSCRIBER_KEY", "FRESHET_REDIS_URL")) {
      assertThat(shown).containsEntry(name, "(set)");
    }
    assertThat(shown.toString()).doesNotContain(SECRET);
  }

  @Test
  void shown_nothingSet_hasTheValuesInEffect() {
    assertThat(read().shown())
        .containsEntry("FRESHET_PUBLISHER_KEY", "(not set)")
        .containsEntry("FRESHET_HEARTBEAT", "PT15S")
        .containsEntry("FRESHET_MAX_STREAMS", "50000");
  }
}
