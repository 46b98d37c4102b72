package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.testing.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Keys that Redis or somebody throws away: clients of what was in them are told, and no others. */
class RedisEvictionTest {
  private static final Subscription ALL = Subscription.to(Selector.of("*"));

  private static RedisServer redis;
  private OneLog node;
  private EventId first;

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
    try (Jedis jedis = new Jedis(redis.url())) {
      jedis.flushAll();
    }
    node = OneLog.in(redis).awaitConnected();
    node.append("t", "0");
    first = node.append("other", "1");
    node.append("t", "2");
    node.append("other", "3");
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static void throwAway(String... keys) {
    try (Jedis jedis = new Jedis(redis.url())) {
      for (String key : keys) {
        jedis.del("{freshet}:" + key);
      }
    }
  }

  private boolean isComplete(String topic, EventId after) {
    return node.locate(Subscription.to(Selector.of(topic)), after.toString()).complete();
  }

  @Test
  void history_isAGapForItsTopicOnly() {
    throwAway("topic:t");

    assertThat(isComplete("t", first)).isFalse();
    assertThat(isComplete("other", first)).isTrue();
    assertThat(isComplete("*", first)).isTrue();
    EventId next = node.append("t", "4");
    assertThat(isComplete("t", first)).isFalse();
    assertThat(isComplete("t", next)).isTrue();
  }

  @Test
  void historyAndTail_areAGapByTheIndex() {
    throwAway("topic:t", "tail:t");

    assertThat(isComplete("t", first)).isFalse();
    assertThat(isComplete("other", first)).isTrue();
    node.append("t", "4");
    assertThat(isComplete("t", first)).isFalse();
  }

  @Test
  void historyTailAndIndex_areAGap() {
    throwAway("topic:t", "tail:t", "topics");

    assertThat(isComplete("t", first)).isFalse();
    assertThat(isComplete("other", first)).isTrue();
    node.append("unrelated", "4");
    assertThat(isComplete("t", first)).isFalse();
    node.append("t", "5");
    assertThat(isComplete("t", first)).isFalse();
  }

  @Test
  void tailAlone_costsNothing() {
    throwAway("tail:t");

    assertThat(isComplete("t", first)).isTrue();
    node.append("t", "4");
    assertThat(isComplete("t", first)).isTrue();
  }

  @Test
  void log_isAGapForPatternsOnly() {
    throwAway("log");

    assertThat(isComplete("*", first)).isFalse();
    assertThat(isComplete("t", first)).isTrue();
    node.append("t", "4");
    assertThat(isComplete("*", first)).isFalse();
    assertThat(isComplete("t", first)).isTrue();
  }

  @Test
  void state_isAGapForAll() {
    throwAway("state");

    assertThat(isComplete("t", first)).isFalse();
    assertThat(isComplete("*", first)).isFalse();
    EventId next = node.append("t", "4");
    assertThat(isComplete("t", first)).isFalse();
    assertThat(isComplete("*", first)).isFalse();
    OneLog.soon().until(() -> node.data().contains("4"));
    assertThat(next.isAfter(first)).isTrue();
  }

  @Test
  void state_isWrittenAgain() {
    throwAway("state");

    try (Jedis jedis = new Jedis(redis.url())) {
      OneLog.soon().until(() -> jedis.hexists("{freshet}:state", "append"));
    }
  }

  @Test
  void policyThatThrowsAway_isAFaultWhileItLasts() {
    assertThat(node.health.fault("redis-eviction").lasts()).isFalse();
    try (RedisServer small =
            RedisServer.startWith("--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru");
        OneLog warned = OneLog.in(small).awaitConnected();
        Jedis jedis = new Jedis(small.url())) {
      assertThat(warned.health.fault("redis-eviction").detail()).contains("allkeys-lru");
      assertThat(warned.health.isHealthy()).isFalse();
      jedis.configSet("maxmemory-policy", "noeviction");
      jedis.clientKill(ClientKillParams.clientKillParams().type(ClientType.NORMAL));

      OneLog.soon().until(() -> !warned.health.fault("redis-eviction").lasts());
    }
  }

  @Test
  void everythingIsThere_noGap() {
    assertThat(isComplete("t", first)).isTrue();
    assertThat(node.locate(ALL, first.toString()).complete()).isTrue();
    assertThat(isComplete("never", first)).isTrue();
  }
}
