package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import dev.freshet.event.TextBounds;
import dev.freshet.health.Health;
import dev.freshet.log.Follower;
import dev.freshet.log.LogBounds;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import dev.freshet.log.Term;
import dev.freshet.testing.RedisServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/** One node's log in a real Redis, with its threads and all that its follower was told. */
final class OneLog implements AutoCloseable, Follower {
  static final RedisLogSettings.Timings TIMINGS =
      new RedisLogSettings.Timings(
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)));

  /** The default of the hub: the documentation's examples use it. */
  static final String PREFIX = "freshet";

  private static final TopicBounds TOPICS = bounds(1000, Duration.ofHours(1));

  final List<LoggedEvent> told = new CopyOnWriteArrayList<>();

  /** Where the log could be read at first or again. */
  final List<EventId> resumed = new CopyOnWriteArrayList<>();

  /** Where the follower was told that events may be lost. */
  final List<EventId> gaps = new CopyOnWriteArrayList<>();

  final Health health = Health.ofSystem();

  final RedisLog log;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  private OneLog(RedisLogSettings settings) {
    log = new RedisLog(settings, RandomGenerator.getDefault(), threads, threads, health);
    log.follow(this);
  }

  static OneLog in(RedisServer redis) {
    return with(settings(redis.url()));
  }

  static OneLog with(RedisLogSettings settings) {
    return new OneLog(settings);
  }

  static TopicBounds bounds(int events, Duration age) {
    return new TopicBounds(Map.of("", new TopicBounds.Bounds(events, age)));
  }

  static RedisLogSettings settings(URI url) {
    return settings(url, 10_000, TOPICS);
  }

  static OneLog at(String url) {
    return with(settings(url, 10_000, TOPICS));
  }

  static RedisLogSettings settings(URI url, int events, TopicBounds topics) {
    return settings(url.toString(), events, topics);
  }

  private static RedisLogSettings settings(String url, int events, TopicBounds topics) {
    return new RedisLogSettings(
        RedisUrl.parse(url),
        PREFIX,
        new LogBounds(events, 1 << 30, Duration.ofHours(1)),
        topics,
        1024 * 1024,
        TextBounds.DEFAULT,
        TIMINGS);
  }

  static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10));
  }

  /** Runs a script of the hub, as a publisher in another language would. */
  static @Nullable Object eval(RedisServer redis, String script, String... arguments) {
    try (Jedis jedis = new Jedis(redis.url())) {
      return jedis.eval(text(script), List.of("{" + PREFIX + "}"), List.of(arguments));
    }
  }

  private static String text(String script) {
    try (InputStream in = Script.class.getResourceAsStream(script)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void logged(LoggedEvent event) {
    told.add(event);
  }

  @Override
  public void resumed(EventId position, boolean complete) {
    (complete ? resumed : gaps).add(position);
  }

  OneLog awaitConnected() {
    soon().until(() -> log.status().following() && log.status().publishing());
    return this;
  }

  OneLog awaitDisconnected() {
    soon().until(() -> !log.status().following() && !log.status().publishing());
    return this;
  }

  EventId append(String topic, String data) {
    return append(Event.of(topic, data));
  }

  EventId append(Event event) {
    return join(log.append(event, Term.ANY));
  }

  static <T> T join(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  List<String> data() {
    return told.stream().map(event -> event.event().data()).toList();
  }

  void awaitData(String... data) {
    soon().untilAsserted(() -> assertThat(data()).containsExactly(data));
  }

  /** Everything after a place that a subscription matches, page by page. */
  List<String> read(Subscription subscription, EventId after, EventId upTo) {
    List<String> data = new ArrayList<>();
    for (EventId at = after; upTo.isAfter(at); ) {
      Page page = log.read(subscription, at, upTo);
      page.events().forEach(event -> data.add(event.event().data()));
      at = page.reached();
    }
    return data;
  }

  Start locate(Subscription subscription, String id) {
    return log.locate(subscription, id);
  }

  @Override
  public void close() {
    log.close();
    threads.shutdownNow();
  }
}
