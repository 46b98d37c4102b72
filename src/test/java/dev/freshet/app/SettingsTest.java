package dev.freshet.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.auth.TokenAlgorithm;
import dev.freshet.event.TextBounds;
import dev.freshet.hub.HubSettings;
import dev.freshet.redis.Channels;
import dev.freshet.redis.RedisUrl;
import dev.freshet.redis.TopicBounds;
import dev.freshet.web.Hosts;
import dev.freshet.web.Origins;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final String SECRET = "a-secret-that-nobody-may-ever-read";

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
  void read_nothingSet_givesTheDefaults() {
    Settings settings = read();

    assertThat(settings.tokens().keyIsRandom()).isTrue();
    assertThat(settings.tokens().subscriber()).isSameAs(settings.tokens().publisher());
    assertThat(settings.tokens().clockSkew()).isZero();
    assertThat(settings.http().anonymous()).isTrue();
    assertThat(settings.http().maxEventBytes()).isEqualTo(1024 * 1024);
    assertThat(settings.http().cookieName()).isEqualTo("mercureAuthorization");
    assertThat(settings.http().publishOrigins()).isEqualTo(Origins.NONE);
    assertThat(settings.http().corsOrigins()).isEqualTo(Origins.NONE);
    assertThat(settings.http().hosts()).isEqualTo(Hosts.ANY);
    assertThat(settings.hub()).isEqualTo(HubSettings.defaults());
    assertThat(settings.log().events()).isEqualTo(10_000);
    assertThat(settings.log().bytes()).isEqualTo(64L * 1024 * 1024);
    assertThat(settings.log().age()).isEqualTo(Duration.ofDays(1));
    assertThat(settings.redisUrl()).isNull();
    assertThat(settings.redisChannels()).isEqualTo(Channels.parse("sse"));
    assertThat(settings.redisPrefix()).isEqualTo("freshet");
    assertThat(settings.topics().of("any"))
        .isEqualTo(new TopicBounds.Bounds(1000, Duration.ofDays(1)));
    assertThat(settings.redisLog()).isNull();
  }

  @Test
  void read_everyLimitAndRhythmOfTheHub_takesIt() {
    Settings settings =
        read(
            "FRESHET_MAX_STREAMS", "7",
            "FRESHET_MAX_EVENT", "64KiB",
            "FRESHET_MAX_LAG", "8",
            "FRESHET_MAX_LAG_BYTES", "9 MiB",
            "FRESHET_HEARTBEAT", "500ms",
            "FRESHET_RETRY", "PT3S",
            "FRESHET_PUMPS", "3",
            "FRESHET_MAX_REST", "5ms",
            "FRESHET_REPLAY_BYTES", "10MiB");

    assertThat(settings.hub())
        .isEqualTo(
            new HubSettings(
                7,
                64 * 1024,
                8,
                9L * 1024 * 1024,
                Duration.ofMillis(500),
                Duration.ofSeconds(3),
                3,
                Duration.ofMillis(5),
                10L * 1024 * 1024));
  }

  @Test
  void read_everythingSet_takesIt() {
    Settings settings =
        read(
            "FRESHET_ANONYMOUS", "FALSE",
            "FRESHET_COOKIE_NAME", "__Host-hub",
            "FRESHET_PUBLISH_ORIGINS", "https://a.example, null",
            "FRESHET_CORS_ORIGINS", "*",
            "FRESHET_MAX_EVENT", "64KiB",
            "FRESHET_LOG_EVENTS", "10",
            "FRESHET_LOG_BYTES", "1GiB",
            "FRESHET_LOG_AGE", "2h",
            "FRESHET_REDIS_URL", "rediss://:x@redis.example:7000",
            "FRESHET_REDIS_CHANNELS", " sse, orders.* = /orders/{channel} ,",
            "FRESHET_REDIS_PREFIX", "my:hub",
            "FRESHET_TOPIC_EVENTS", "7",
            "FRESHET_TOPIC_AGE", "3h",
            "FRESHET_TOPIC_BOUNDS", "a=b=5/10m, c=1/1s");

    assertThat(settings.http().anonymous()).isFalse();
    assertThat(settings.http().cookieName()).isEqualTo("__Host-hub");
    assertThat(settings.http().corsOrigins()).isEqualTo(Origins.parse("*"));
    assertThat(settings.http().publishOrigins()).isEqualTo(Origins.parse("null https://a.example"));
    assertThat(settings.http().maxEventBytes()).isEqualTo(64 * 1024);
    assertThat(settings.log().events()).isEqualTo(10);
    assertThat(settings.log().bytes()).isEqualTo(1L << 30);
    assertThat(settings.log().age()).isEqualTo(Duration.ofHours(2));
    assertThat(settings.redisUrl()).isEqualTo(RedisUrl.parse("rediss://:x@redis.example:7000"));
    assertThat(settings.redisChannels())
        .isEqualTo(new Channels(Map.of("sse", "{channel}", "orders.*", "/orders/{channel}")));
    assertThat(settings.redisPrefix()).isEqualTo("my:hub");
    assertThat(settings.topics().of("a")).isEqualTo(new TopicBounds.Bounds(7, Duration.ofHours(3)));
    assertThat(settings.topics().of("a=b/c"))
        .isEqualTo(new TopicBounds.Bounds(5, Duration.ofMinutes(10)));
    assertThat(settings.redisLog()).isNotNull();
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
        AllSettings.read(
            map("freshet.max.streams", "5")::get,
            map("FRESHET_MAX_STREAMS", "6", "FRESHET_MAX_LAG", "7")::get);

    assertThat(settings.hub().maxStreams()).isEqualTo(5);
    assertThat(settings.hub().maxLagEvents()).isEqualTo(7);
    assertThat(settings.shown()).containsEntry("FRESHET_MAX_STREAMS", "5");
  }

  @Test
  void blank_valueOrProperty_countsAsNotSet() {
    Settings settings =
        AllSettings.read(
            map("freshet.max.lag", " ")::get,
            map("FRESHET_MAX_LAG", "7", "FRESHET_PUBLISHER_KEY", "", "FRESHET_RETRY", " ")::get);

    assertThat(settings.hub().maxLagEvents()).isEqualTo(7);
    assertThat(settings.hub().retry()).isEqualTo(HubSettings.defaults().retry());
    assertThat(settings.tokens().keyIsRandom()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "FRESHET_ANONYMOUS, yes",
    "FRESHET_COOKIE_NAME, a=b",
    "FRESHET_COOKIE_NAME, 'a b'",
    "FRESHET_PUBLISH_ORIGINS, foo",
    "FRESHET_CORS_ORIGINS, https://example.com/path",
    "FRESHET_PUBLISH_ORIGINS, https://example.com/",
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
    "FRESHET_MAX_REST, -PT1S",
    "FRESHET_LOG_EVENTS, 0",
    "FRESHET_LOG_BYTES, 0KiB",
    "FRESHET_LOG_AGE, 0",
    "FRESHET_REDIS_URL, localhost:6379",
    "FRESHET_REDIS_URL, http://localhost",
    "FRESHET_REDIS_URL, redis://",
    "FRESHET_REDIS_URL, 'redis://:a b@c'",
    "FRESHET_REDIS_URL, redis://localhost:0",
    "FRESHET_REDIS_URL, redis://localhost/zero",
    "FRESHET_REDIS_URL, redis-sentinel://localhost",
    "FRESHET_REDIS_URL, redis-cluster://localhost/1",
    "FRESHET_PUBLISHER_KEY, short",
    "FRESHET_SUBSCRIBER_KEY, short",
    "FRESHET_PUBLISHER_PREVIOUS_KEY, a-key-of-thirty-two-bytes-and-more",
    "FRESHET_SUBSCRIBER_PREVIOUS_KEY, short",
    "FRESHET_CLOCK_SKEW, -PT1S",
    "FRESHET_PUBLISHER_JWKS, https://issuer.example/jwks",
    "FRESHET_SUBSCRIBER_JWKS, ftp://issuer.example/jwks",
    "FRESHET_SUBSCRIBER_JWKS, 'https://a b'",
    "FRESHET_SUBSCRIBER_JWKS, https:///jwks",
    "FRESHET_SUBSCRIBER_JWKS, file://host/jwks",
    "FRESHET_SUBSCRIBER_JWKS, https://user:password@host/jwks",
    "FRESHET_PUBLISHER_ALG, none",
    "FRESHET_SUBSCRIBER_ALG, hs256",
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
        .satisfies(e -> assertThat(trace(e)).doesNotContain(SECRET));
  }

  @Test
  void read_badSecret_isRefusedWithoutShowingIt() {
    for (String url : List.of("http://:%s@h", "redis://%s@h", "redis://:%%%s@h", "redis://h:%s")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read("FRESHET_REDIS_URL", url.formatted(SECRET)))
          .satisfies(e -> assertThat(trace(e)).doesNotContain(SECRET));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("FRESHET_PUBLISHER_KEY", "too-short-secret"))
        .withMessageNotContaining("too-short-secret");
  }

  /** With the causes, as a server's log has it. */
  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
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

    assertThat(settings.tokens().keyIsRandom()).isFalse();
    assertThat(settings.tokens().publisher().algorithm()).isEqualTo(TokenAlgorithm.HS256);
    assertThat(settings.tokens().subscriber().algorithm()).isEqualTo(TokenAlgorithm.HS512);
  }

  @Test
  void previousKey_besideTheCurrentOne_isTakenForSubscribersToo() {
    Settings settings =
        read(
            "FRESHET_PUBLISHER_KEY",
            SECRET,
            "FRESHET_PUBLISHER_PREVIOUS_KEY",
            SECRET + "2",
            "FRESHET_CLOCK_SKEW",
            "30s");

    assertThat(settings.tokens().publisher().keys()).hasSize(2);
    assertThat(settings.tokens().subscriber()).isEqualTo(settings.tokens().publisher());
    assertThat(settings.tokens().clockSkew()).hasSeconds(30);
  }

  @ParameterizedTest
  @CsvSource({
    "https://issuer.example/jwks, https://issuer.example/jwks",
    "file:///keys/set.json, file:///keys/set.json",
    "/keys/set.json, file:///keys/set.json",
  })
  void keySet_atAnAddressOrInAFile_isTaken(String text, URI address) {
    Settings settings = read("FRESHET_PUBLISHER_JWKS", text, "FRESHET_PUBLISHER_ALG", "ES256");

    assertThat(settings.tokens().publisher().keySet()).isEqualTo(address);
    assertThat(settings.tokens().keyIsRandom()).isFalse();
    assertThat(settings.tokens().verifiers(TextBounds.DEFAULT)).isNotNull();
  }

  @Test
  void keySet_besideAKey_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("FRESHET_PUBLISHER_JWKS", "/keys", "FRESHET_PUBLISHER_KEY", SECRET))
        .withMessageContaining("FRESHET_PUBLISHER_JWKS");
  }

  @Test
  void shown_secretsSet_saysOnlyThatTheyAre() {
    Map<String, String> shown =
        read(
                "FRESHET_PUBLISHER_KEY", SECRET,
                "FRESHET_SUBSCRIBER_KEY", SECRET + "2",
                "FRESHET_PUBLISHER_PREVIOUS_KEY", SECRET + "3",
                "FRESHET_REDIS_URL", "redis://:" + SECRET + "@localhost")
            .shown();

    for (String name :
        Arrays.asList(
            "FRESHET_PUBLISHER_KEY",
            "FRESHET_SUBSCRIBER_KEY",
            "FRESHET_PUBLISHER_PREVIOUS_KEY",
            "FRESHET_REDIS_URL")) {
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
