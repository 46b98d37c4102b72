package dev.freshet.app;

import dev.freshet.auth.TokenKey;
import dev.freshet.http.HttpSettings;
import dev.freshet.hub.HubSettings;
import dev.freshet.log.LogBounds;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, read once and checked.
 *
 * @param publisherKey checks publishers' tokens
 * @param subscriberKey checks subscribers' tokens
 * @param keyIsRandom true if no key was set, so that only the hub itself can publish
 * @param redisUrl the Redis to subscribe to, or null
 * @param redisChannels its channels, or patterns of them
 * @param shown what was read, without secrets, by name
 */
record Settings(
    TokenKey publisherKey,
    TokenKey subscriberKey,
    boolean keyIsRandom,
    HttpSettings http,
    HubSettings hub,
    LogBounds log,
    @Nullable URI redisUrl,
    Set<String> redisChannels,
    Map<String, String> shown) {

  /**
   * Reads the settings from system properties and the environment.
   *
   * @throws IllegalArgumentException with the name of the setting that is wrong
   */
  static Settings read(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    SettingReader reader = new SettingReader(properties, environment);
    Optional<TokenKey> publisher = key(reader, "FRESHET_PUBLISHER");
    Optional<TokenKey> subscriber = key(reader, "FRESHET_SUBSCRIBER");
    TokenKey publisherKey = publisher.orElseGet(TokenKey::random);
    int maxEvent = reader.number("FRESHET_MAX_EVENT", HubSettings.defaults().maxEventBytes());
    return new Settings(
        publisherKey,
        subscriber.orElse(publisherKey),
        publisher.isEmpty(),
        new HttpSettings(reader.flag("FRESHET_ANONYMOUS", true), maxEvent),
        hub(reader, maxEvent),
        log(reader),
        redisUrl(reader),
        names(reader.text("FRESHET_REDIS_CHANNELS", "sse")),
        Map.copyOf(reader.shown()));
  }

  private static Optional<TokenKey> key(SettingReader reader, String prefix) {
    String algorithm = reader.text(prefix + "_ALG", "HS256");
    Optional<String> secret = reader.secret(prefix + "_KEY");
    try {
      return secret.map(text -> TokenKey.of(algorithm, text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          prefix + "_KEY or " + prefix + "_ALG is wrong: " + e.getMessage() + ".", e);
    }
  }

  private static HubSettings hub(SettingReader reader, int maxEvent) {
    HubSettings defaults = HubSettings.defaults();
    return new HubSettings(
        reader.number("FRESHET_MAX_STREAMS", defaults.maxStreams()),
        maxEvent,
        reader.number("FRESHET_MAX_LAG", defaults.maxLagEvents()),
        reader.bytes("FRESHET_MAX_LAG_BYTES", defaults.maxLagBytes()),
        reader.duration("FRESHET_HEARTBEAT", defaults.heartbeat()),
        reader.duration("FRESHET_RETRY", defaults.retry()),
        reader.number("FRESHET_PUMPS", defaults.pumps()));
  }

  private static LogBounds log(SettingReader reader) {
    Duration age = reader.duration("FRESHET_LOG_AGE", Duration.ofDays(1));
    if (age.isZero()) {
      throw reader.wrong("FRESHET_LOG_AGE", age.toString(), "longer than nothing");
    }
    return new LogBounds(
        reader.number("FRESHET_LOG_EVENTS", 10_000),
        reader.bytes("FRESHET_LOG_BYTES", 64L * 1024 * 1024),
        age);
  }

  private static @Nullable URI redisUrl(SettingReader reader) {
    String name = "FRESHET_REDIS_URL";
    Optional<String> text = reader.secret(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      URI uri = URI.create(text.get());
      String scheme = String.valueOf(uri.getScheme());
      if (uri.getHost() != null && (scheme.equals("redis") || scheme.equals("rediss"))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, without the text: it may hold a password.
    }
    throw new IllegalArgumentException(
        name + " must look like redis://user:password@host:6379/0 (rediss:// for TLS).");
  }

  private static Set<String> names(String list) {
    Set<String> names = new LinkedHashSet<>();
    Arrays.stream(list.split(",")).map(String::strip).filter(n -> !n.isEmpty()).forEach(names::add);
    return names;
  }
}
