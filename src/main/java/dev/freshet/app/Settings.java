package dev.freshet.app;

import dev.freshet.event.TextBounds;
import dev.freshet.hub.HubSettings;
import dev.freshet.log.LogBounds;
import dev.freshet.part.Part;
import dev.freshet.redis.Channels;
import dev.freshet.redis.RedisLogSettings;
import dev.freshet.redis.RedisUrl;
import dev.freshet.redis.TopicBounds;
import dev.freshet.schedule.FetchHosts;
import dev.freshet.settings.SettingReader;
import dev.freshet.signin.SignInSettings;
import dev.freshet.web.Addresses;
import dev.freshet.web.BodyLimits;
import dev.freshet.web.Hosts;
import dev.freshet.web.HttpSettings;
import dev.freshet.web.Limits;
import dev.freshet.web.Origins;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All settings, read once and validated.
 *
 * @param redisUrl the Redis that all nodes share, or null
 * @param redisPrefix distinguishes hubs that share one Redis
 * @param topics how much of each topic's own history Redis keeps
 * @param redisChannels Redis channels to subscribe to
 * @param data where a node without Redis stores what must survive a restart, or null
 * @param fetchHosts the hosts that schedules may fetch from
 * @param signIn how administrators sign in
 * @param shown the settings that were read, by name, without secrets
 */
record Settings(
    TokenSettings tokens,
    HttpSettings http,
    HubSettings hub,
    LogBounds log,
    @Nullable RedisUrl redisUrl,
    Channels redisChannels,
    String redisPrefix,
    TopicBounds topics,
    @Nullable Path data,
    FetchHosts fetchHosts,
    SignInSettings signIn,
    Map<String, String> shown) {

  /** More than a heap should hold, but little for Redis. */
  private static final int REDIS_LOG_EVENTS = 100_000;

  private static final int MEMORY_LOG_EVENTS = 10_000;

  /** The selectors of all streams may use one part in this many of the heap. */
  private static final int HEAP_SHARE = 4;

  private static final Pattern TOPIC_BOUNDS = Pattern.compile("(.+)=(\\d{1,9})/(\\w+)");
  private static final Pattern COOKIE_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

  /**
   * Reads the settings, and has the optional parts read theirs.
   *
   * @throws IllegalArgumentException that names the wrong setting
   */
  static Settings read(SettingReader reader, Iterable<Part> parts) {
    readParts(reader, parts);
    RedisUrl redisUrl = redisUrl(reader);
    int maxEvent = reader.number("FRESHET_MAX_EVENT", HubSettings.defaults().maxEventBytes());
    return new Settings(
        TokenSettings.read(reader),
        http(reader, maxEvent),
        hub(reader, maxEvent),
        log(reader, redisUrl == null ? MEMORY_LOG_EVENTS : REDIS_LOG_EVENTS),
        redisUrl,
        redisChannels(reader),
        redisPrefix(reader),
        topics(reader),
        data(reader),
        fetchHosts(reader),
        SignInReader.read(reader),
        Map.copyOf(reader.shown()));
  }

  private static void readParts(SettingReader reader, Iterable<Part> parts) {
    Map<String, Part> known = new TreeMap<>();
    parts.forEach(part -> known.put(part.name(), part));
    String name = "FRESHET_SHOWCASE";
    String all = known.isEmpty() ? "none" : String.join(", ", known.keySet());
    String list = reader.text(name, all);
    Set<String> listed = new HashSet<>(List.of(list.split("\\s*,\\s*")));
    if (!list.equals("none") && !known.keySet().containsAll(listed)) {
      throw reader.wrong(
          name, list, "none, or some of " + String.join(", ", known.keySet()) + ", with commas");
    }
    known.values().forEach(part -> part.read(reader, listed.contains(part.name())));
  }

  private static @Nullable Path data(SettingReader reader) {
    String name = "FRESHET_DATA";
    String path = reader.text(name, "");
    try {
      return path.isEmpty() ? null : Path.of(path);
    } catch (InvalidPathException e) {
      throw reader.wrong(name, path, "the path of a directory");
    }
  }

  private static FetchHosts fetchHosts(SettingReader reader) {
    String name = "FRESHET_FETCH_HOSTS";
    String list = reader.text(name, "");
    try {
      return FetchHosts.parse(list);
    } catch (IllegalArgumentException e) {
      throw reader.wrong(name, list, "a list of hosts such as example.com, intranet:8080");
    }
  }

  private static HttpSettings http(SettingReader reader, int maxEvent) {
    boolean anonymous = reader.flag("FRESHET_ANONYMOUS", true);
    String name = "FRESHET_COOKIE_NAME";
    String cookie = reader.text(name, "mercureAuthorization");
    if (!COOKIE_NAME.matcher(cookie).matches()) {
      throw reader.wrong(name, cookie, "a name that a cookie can have, without spaces, ; or =");
    }
    Origins publish = origins(reader, "FRESHET_PUBLISH_ORIGINS");
    Origins cors = origins(reader, "FRESHET_CORS_ORIGINS");
    return new HttpSettings(
        anonymous,
        maxEvent,
        cookie,
        publish,
        cors,
        limits(reader),
        texts(reader),
        reader.bytes("FRESHET_SELECTOR_HEAP", Runtime.getRuntime().maxMemory() / HEAP_SHARE),
        proxies(reader),
        hosts(reader),
        reader.flag("FRESHET_SUBSCRIPTIONS", false),
        reader.flag("FRESHET_REFERENCE_STATUS", false),
        reader.number("FRESHET_MAX_POLLS", polls(Runtime.getRuntime().maxMemory())),
        bodies(reader),
        reader.number("FRESHET_MAX_UNREAD", 64),
        reader.flag("FRESHET_DIRECT", true));
  }

  /**
   * Returns the default maximum of polls: an unread response takes up to 128 KiB, and all together
   * may use a quarter of the heap.
   */
  private static int polls(long heap) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, heap / 4 / (128 * 1024)));
  }

  private static BodyLimits bodies(SettingReader reader) {
    return new BodyLimits(
        reader.number("FRESHET_MAX_BODIES", 64),
        reader.bytes("FRESHET_BODY_BYTES", BodyLimits.usualBytes(Runtime.getRuntime().maxMemory())),
        positive(reader, "FRESHET_BODY_TIME", Duration.ofSeconds(20)));
  }

  private static Limits limits(SettingReader reader) {
    return new Limits(
        reader.limit("FRESHET_MAX_STREAMS_PER_SUBJECT"),
        reader.limit("FRESHET_MAX_STREAMS_PER_ADDRESS"),
        reader.limit("FRESHET_MAX_TOPICS"),
        reader.limit("FRESHET_PUBLISH_RATE"));
  }

  private static TextBounds texts(SettingReader reader) {
    TextBounds usual = TextBounds.DEFAULT;
    int selector = reader.number(TextBounds.SELECTOR, usual.selector());
    int topic = reader.number(TextBounds.TOPIC, Math.min(usual.topic(), selector));
    if (topic > selector) {
      throw reader.wrong(
          TextBounds.TOPIC,
          Integer.toString(topic),
          "at most " + TextBounds.SELECTOR + ", or nobody could select such a topic");
    }
    return new TextBounds(
        selector,
        reader.number(TextBounds.SELECTORS, usual.selectors()),
        topic,
        reader.number(TextBounds.TYPE, usual.type()),
        reader.number(TextBounds.ID, usual.id()));
  }

  private static Addresses proxies(SettingReader reader) {
    String name = "FRESHET_TRUSTED_PROXIES";
    String list = reader.text(name, "");
    try {
      return Addresses.parse(list);
    } catch (IllegalArgumentException e) {
      throw reader.wrong(name, list, "a list of addresses and networks such as 10.0.0.0/8, ::1");
    }
  }

  private static Hosts hosts(SettingReader reader) {
    String name = "FRESHET_HOSTS";
    String list = reader.text(name, "");
    try {
      return Hosts.parse(list);
    } catch (IllegalArgumentException e) {
      throw reader.wrong(name, list, "a list of host names without ports such as hub.example.com");
    }
  }

  private static Origins origins(SettingReader reader, String name) {
    String list = reader.text(name, "");
    try {
      return Origins.parse(list);
    } catch (IllegalArgumentException e) {
      throw reader.wrong(
          name, list, "a list of origins such as https://example.com, https://*.example.com, *");
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
        reader.number("FRESHET_PUMPS", defaults.pumps()),
        reader.duration("FRESHET_MAX_REST", defaults.maxRest()),
        reader.bytes("FRESHET_REPLAY_BYTES", defaults.maxReplayBytes()));
  }

  private static LogBounds log(SettingReader reader, int events) {
    Duration age = positive(reader, "FRESHET_LOG_AGE", Duration.ofDays(1));
    return new LogBounds(
        reader.number("FRESHET_LOG_EVENTS", events),
        reader.bytes("FRESHET_LOG_BYTES", 64L * 1024 * 1024),
        age);
  }

  private static @Nullable RedisUrl redisUrl(SettingReader reader) {
    String name = "FRESHET_REDIS_URL";
    Optional<String> text = reader.secret(name);
    try {
      return text.map(RedisUrl::parse).orElse(null);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is wrong: " + e.getMessage(), e);
    }
  }

  private static Channels redisChannels(SettingReader reader) {
    String name = "FRESHET_REDIS_CHANNELS";
    String list = reader.text(name, "sse");
    try {
      return Channels.parse(list);
    } catch (IllegalArgumentException e) {
      throw reader.wrong(name, list, "a list such as sse, news.*, orders.*=/orders/{channel}");
    }
  }

  private static Duration positive(SettingReader reader, String name, Duration otherwise) {
    Duration value = reader.duration(name, otherwise);
    if (value.toMillis() == 0) {
      throw reader.wrong(name, value.toString(), "longer than nothing");
    }
    return value;
  }

  private static String redisPrefix(SettingReader reader) {
    String name = "FRESHET_REDIS_PREFIX";
    String prefix = reader.text(name, "freshet");
    if (!RedisLogSettings.isPrefix(prefix)) {
      throw reader.wrong(name, prefix, "up to 64 letters, digits or . _ : -");
    }
    return prefix;
  }

  private static TopicBounds topics(SettingReader reader) {
    Map<String, TopicBounds.Bounds> bounds = new HashMap<>();
    bounds.put(
        "",
        new TopicBounds.Bounds(
            reader.number("FRESHET_TOPIC_EVENTS", 1000),
            positive(reader, "FRESHET_TOPIC_AGE", Duration.ofDays(1))));
    String name = "FRESHET_TOPIC_BOUNDS";
    for (String item : names(reader.text(name, ""))) {
      Matcher matcher = TOPIC_BOUNDS.matcher(item);
      if (!matcher.matches()) {
        throw reader.wrong(name, item, "a list such as monitor=600/10m, /books/=5000/7d");
      }
      int events = Integer.parseInt(matcher.group(2));
      Duration age = reader.durationOf(name, matcher.group(3));
      if (events == 0 || age.toMillis() == 0) {
        throw reader.wrong(name, item, "more than nothing");
      }
      bounds.put(matcher.group(1).strip(), new TopicBounds.Bounds(events, age));
    }
    return new TopicBounds(bounds);
  }

  /** Returns the settings of the log in the shared Redis, or null without Redis. */
  @Nullable RedisLogSettings redisLog() {
    return redisUrl == null
        ? null
        : new RedisLogSettings(
            redisUrl,
            redisPrefix,
            log,
            topics,
            hub.maxEventBytes(),
            http.texts(),
            RedisLogSettings.Timings.usual());
  }

  private static Set<String> names(String list) {
    Set<String> names = new LinkedHashSet<>();
    Arrays.stream(list.split(",")).map(String::strip).filter(n -> !n.isEmpty()).forEach(names::add);
    return names;
  }
}
