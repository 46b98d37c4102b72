package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.log.EventLog;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Term;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** The last values that Redis has, and how long. */
class RedisLatestTest {
  private static final String INDEX = "{freshet}:topics";

  private static RedisServer redis;
  private OneLog node;
  private EventId last = EventId.NONE;

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void start() {
    node = onEmptyRedis(OneLog.settings(redis.url()));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static OneLog onEmptyRedis(RedisLogSettings settings) {
    try (Jedis jedis = new Jedis(redis.url())) {
      jedis.flushAll();
    }
    return OneLog.with(settings).awaitConnected();
  }

  private void bounded(int logEvents, TopicBounds topics) {
    node.close();
    node = onEmptyRedis(OneLog.settings(redis.url(), logEvents, topics));
  }

  private EventId append(String topic, String data) {
    return append(Event.of(topic, data));
  }

  private EventId append(Event event) {
    last = node.append(event);
    return last;
  }

  private void appendMany(int count, String topic) {
    List<CompletionStage<EventId>> stages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stages.add(node.log.append(Event.of(topic + i, Integer.toString(i)), Term.ANY));
    }
    stages.forEach(OneLog::join);
    last = OneLog.join(stages.get(count - 1));
  }

  private static Set<Selector> selectors(String... texts) {
    return Set.copyOf(Stream.of(texts).map(Selector::of).toList());
  }

  private List<String> latest(String... selectors) {
    return latest(new Subscription(selectors(selectors), Set.of()), last);
  }

  private List<String> latest(Subscription subscription, EventId upTo) {
    return node.log.latest(subscription, upTo).stream()
        .map(LoggedEvent::event)
        .map(Event::data)
        .toList();
  }

  @Test
  void latest_ofExactTopicsAndPatterns_isTheNewestOfEachInOrder() {
    append("/books/1", "1");
    append("/books/2", "2");
    append("/books/1", "3");
    append("films", "4");
    append(Event.on("a").topic("b").topic("été").data("5").build());

    assertThat(latest("/books/1", "films", "unknown")).containsExactly("3", "4");
    assertThat(latest("/books/{id}")).containsExactly("2", "3");
    assertThat(latest("/books/{id}", "films", "été")).containsExactly("2", "3", "4", "5");
    assertThat(latest("a", "b")).containsExactly("5");
    assertThat(latest("*")).containsExactly("2", "3", "4", "5");
    assertThat(latest("unknown")).isEmpty();
    assertThat(latest("/unknown/{id}")).isEmpty();
  }

  @Test
  void latest_privateEvents_areForThoseWithTheRightAndHideNothingFromOthers() {
    append("t", "open");
    for (int i = 0; i < 14; i++) {
      append(Event.on("t").data("other").isPrivate(true).build());
    }
    append(Event.on("t").topic("mine").data("secret").isPrivate(true).build());

    assertThat(latest("t", "mine")).containsExactly("open");
    assertThat(latest("*")).containsExactly("open");
    assertThat(latest(new Subscription(selectors("t"), selectors("mine")), last))
        .containsExactly("secret");
    append(Event.on("t").data("other").isPrivate(true).build());
    assertThat(latest(new Subscription(selectors("*"), selectors("mine")), last))
        .containsExactly("secret");
    assertThat(latest(new Subscription(selectors("*"), selectors("t")), last))
        .containsExactly("secret", "other");
    assertThat(latest("t")).as("16 entries are looked at").isEmpty();
  }

  @Test
  void latest_upToAnOlderPlace_isWhatWasTheLatestThen() {
    append("a", "1");
    append("b", "2");
    EventId then = append("a", "3");
    append("a", "4");
    append("c", "5");

    assertThat(latest(Subscription.to(Selector.of("*")), then)).containsExactly("2", "3");
    assertThat(latest(new Subscription(selectors("a", "c"), Set.of()), then)).containsExactly("3");
    assertThat(latest(Subscription.to(Selector.of("*")), EventId.NONE)).isEmpty();
  }

  @Test
  void latest_ofAQuietTopic_outlivesTheLog() {
    bounded(10, OneLog.bounds(5, Duration.ofHours(1)));
    append("quiet", "price");
    appendMany(500, "loud");

    assertThat(latest("quiet")).containsExactly("price");
    assertThat(latest("*")).startsWith("price").hasSize(501);
  }

  @Test
  void latest_olderThanTheTopicsAge_isGone() {
    bounded(
        1000,
        new TopicBounds(
            Map.of(
                "", new TopicBounds.Bounds(10, Duration.ofHours(1)),
                "short/", new TopicBounds.Bounds(10, Duration.ofMillis(300)))));
    append("short/1", "old");
    append("long", "kept");
    OneLog.soon().until(() -> latest("short/1").isEmpty());

    assertThat(latest("*")).containsExactly("kept");
    assertThat(latest("short/1", "long")).containsExactly("kept");
    append("short/1", "fresh");
    assertThat(latest("*")).containsExactly("kept", "fresh");
  }

  @Test
  void latest_ofTooManyTopics_isOfThoseThatHadAnEventLast() {
    appendMany(EventLog.MOST_LATEST + 200, "t");
    append("t5", "again");

    assertThat(latest("*")).hasSize(EventLog.MOST_LATEST).startsWith("201").endsWith("again");
    assertThat(latest("{any}")).hasSize(EventLog.MOST_LATEST).endsWith("again");
    assertThat(latest("t0")).containsExactly("0");
  }

  @Test
  void latest_ofLargeEvents_isBoundedInBytesAndTheNewestCome() {
    String large = "x".repeat(1_000_000);
    for (int i = 0; i < 8; i++) {
      append("t" + i, i + large);
    }

    assertThat(latest("t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7"))
        .extracting(data -> data.charAt(0))
        .containsExactly('4', '5', '6', '7');
  }

  @Test
  void latest_whatWasAppendedInAnotherLanguage_isThereToo() {
    node.close();
    OneLog.eval(redis, "append.lua", "topic", "shell", "data", "hello");
    node = OneLog.in(redis).awaitConnected();
    last = node.log.status().position();

    assertThat(latest("*")).containsExactly("hello");
  }

  @Test
  void latest_whileRedisIsAway_saysSo() {
    try (RedisServer server = RedisServer.start();
        OneLog other = OneLog.in(server).awaitConnected()) {
      EventId place = other.append("t", "a");
      server.kill();
      other.awaitDisconnected();

      assertThatThrownBy(() -> other.log.latest(Subscription.to(Selector.of("t")), place))
          .isInstanceOf(LogUnavailableException.class);
    }
  }

  @Test
  void index_ofMoreTopicsThanItHolds_keepsTheNewest() {
    try (Jedis jedis = new Jedis(redis.url())) {
      appendMany(10_200, "t");

      assertThat(jedis.zcard(INDEX)).isBetween(10_000L, 10_100L);
      assertThat(jedis.zscore(INDEX, "t0")).isNull();
      assertThat(jedis.zscore(INDEX, "t10199")).isEqualTo((double) last.millis());
    }
  }

  @Test
  void index_ofTopicsOlderThanAnyHistory_isCleanedWithNewOnes() {
    try (Jedis jedis = new Jedis(redis.url())) {
      append("kept", "1");
      jedis.zadd(INDEX, (double) (last.millis() - Duration.ofHours(1).toMillis() - 1), "old");
      appendMany(100, "t");

      assertThat(jedis.zscore(INDEX, "old")).isNull();
      assertThat(jedis.zscore(INDEX, "kept")).isNotNull();
    }
  }
}
