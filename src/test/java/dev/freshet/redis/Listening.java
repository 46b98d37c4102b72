package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.Event;
import dev.freshet.event.TextBounds;
import dev.freshet.health.Health;
import dev.freshet.testing.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.awaitility.core.ConditionFactory;
import redis.clients.jedis.Jedis;

/** A subscription under test with its threads and all that it handed on. */
final class Listening implements AutoCloseable {
  static final Duration PING_INTERVAL = Duration.ofMillis(100);

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration PROMPT = Duration.ofSeconds(1);

  /** Whether this node takes what it hears. */
  volatile boolean isOurs = true;

  final List<Event> events = new CopyOnWriteArrayList<>();

  /** What each wait before an attempt was drawn from, in nanoseconds. */
  final List<Long> ceilings = new CopyOnWriteArrayList<>();

  final RedisSubscription subscription;

  private final ExecutorService tasks = Executors.newSingleThreadExecutor();
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();

  private final RandomGenerator random =
      new Random(1) {
        @Override
        public long nextLong(long bound) {
          ceilings.add(bound - 1);
          return super.nextLong(bound);
        }
      };

  private Listening(RedisSettings settings, Consumer<Event> first) {
    subscription =
        new RedisSubscription(
            settings, sink(first), tasks, timers, random, System::nanoTime, Health.ofSystem());
    subscription.start();
  }

  private Sink sink(Consumer<Event> first) {
    return new Sink() {
      @Override
      public boolean isOurs() {
        return isOurs;
      }

      @Override
      public CompletionStage<?> take(Event event) {
        first.accept(event);
        events.add(event);
        return CompletableFuture.completedStage(event);
      }
    };
  }

  /** Timings short enough for tests; all attempts to connect come within 100 ms. */
  static RedisSettings settings(URI url, String... channels) {
    return settings(url.toString(), channels);
  }

  static RedisSettings settings(String url, String... channels) {
    return settings(url, Channels.named(Set.of(channels)));
  }

  static RedisSettings settings(String url, Channels channels) {
    return new RedisSettings(
        RedisUrl.parse(url),
        channels,
        TextBounds.DEFAULT,
        PING_INTERVAL,
        Duration.ofMillis(300),
        new Backoff(Duration.ofMillis(10), Duration.ofMillis(100)));
  }

  static Listening to(RedisServer server, String... channels) {
    return with(settings(server.url(), channels));
  }

  static Listening with(RedisSettings settings) {
    return new Listening(settings, event -> {});
  }

  /** Listens with a sink that does {@code first} before it keeps the event. */
  static Listening with(RedisSettings settings, Consumer<Event> first) {
    return new Listening(settings, first);
  }

  static ConditionFactory soon() {
    return await().atMost(PATIENCE).pollInterval(POLL);
  }

  Listening awaitConnected() {
    soon().until(() -> status().connected());
    return this;
  }

  Listening awaitDisconnected() {
    soon().until(() -> !status().connected());
    return this;
  }

  RedisStatus status() {
    return subscription.status();
  }

  void awaitData(String... data) {
    soon().untilAsserted(() -> assertThat(events).extracting(Event::data).containsExactly(data));
  }

  /** Closes, and checks that it took no time and left no task. */
  void assertClosesPromptly() {
    long before = System.nanoTime();
    subscription.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PROMPT);
    tasks.shutdown();
    soon().until(tasks::isTerminated);
    assertThat(status().connected()).isFalse();
  }

  static void publish(RedisServer server, String channel, String... messages) {
    try (Jedis jedis = new Jedis(server.url())) {
      for (String message : messages) {
        jedis.publish(channel.getBytes(UTF_8), message.getBytes(UTF_8));
      }
    }
  }

  @Override
  public void close() {
    subscription.close();
    tasks.shutdownNow();
    timers.shutdownNow();
  }
}
