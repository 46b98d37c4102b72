package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.freshet.health.Health;
import dev.freshet.store.Store;
import dev.freshet.store.StoreUnavailableException;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What all nodes keep in common. */
class RedisStoreTest {
  @Test
  void texts_areTheSameForAllNodesAndOutliveRedis() {
    try (RedisServer redis = RedisServer.startDurable();
        OneLog a = OneLog.in(redis).awaitConnected();
        OneLog b = OneLog.in(redis).awaitConnected()) {
      Store store = a.log.store(Health.ofSystem());
      OneLog.join(store.put("s", "k \u20ac", "1"));
      OneLog.join(store.put("s", "k \u20ac", "2\n"));
      OneLog.join(store.put("s", "gone", "3"));
      OneLog.join(b.log.store(Health.ofSystem()).remove("s", "gone"));

      assertThat(b.log.store(Health.ofSystem()).read("s")).containsOnly(entry("k \u20ac", "2\n"));
      assertThat(b.log.store(Health.ofSystem()).read("other")).isEmpty();
      redis.kill();
      redis.restart();
      a.awaitConnected();
      assertThat(store.read("s")).hasSize(1);
    }
  }

  @Test
  void add_ofTwoNodes_keepsTheFirst() {
    try (RedisServer redis = RedisServer.startDurable();
        OneLog a = OneLog.in(redis).awaitConnected();
        OneLog b = OneLog.in(redis).awaitConnected()) {
      assertThat(a.log.store(Health.ofSystem()).add("s", "k", "1").toCompletableFuture().join())
          .isTrue();
      assertThat(b.log.store(Health.ofSystem()).add("s", "k", "2").toCompletableFuture().join())
          .isFalse();

      assertThat(b.log.store(Health.ofSystem()).read("s", "k")).contains("1");
    }
  }

  @Test
  void put_ofMoreThanOneRoundTripCarries_keepsAll() {
    try (RedisServer redis = RedisServer.startDurable();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      Map<String, String> texts = new HashMap<>();
      for (int i = 0; i < 30; i++) {
        texts.put("k" + i, "x".repeat(Pipeline.BATCH_BYTES / 10));
      }
      Store store = node.log.store(Health.ofSystem());
      OneLog.join(store.put("s", texts));
      OneLog.join(store.put("s", Map.of()));

      assertThat(store.read("s")).isEqualTo(texts);
      assertThat(store.read("s", "k7")).contains(texts.get("k7"));
      assertThat(store.read("s", "none")).isEmpty();
    }
  }

  @Test
  void store_whileRedisIsAway_saysSo() {
    try (RedisServer redis = RedisServer.startDurable();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      Store store = node.log.store(Health.ofSystem());
      redis.kill();
      node.awaitDisconnected();

      assertThatThrownBy(() -> store.read("s")).isInstanceOf(StoreUnavailableException.class);
      assertThat(store.put("s", "k", "1").toCompletableFuture())
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(StoreUnavailableException.class);
    }
  }
}
