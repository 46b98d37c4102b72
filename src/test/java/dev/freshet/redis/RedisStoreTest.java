package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.freshet.store.Store;
import dev.freshet.store.StoreUnavailableException;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What all nodes keep in common. */
class RedisStoreTest {
  @Test
  void texts_areTheSameForAllNodesAndOutliveRedis() {
    try (RedisServer redis = RedisServer.startDurable();
        OneLog a = OneLog.in(redis).awaitConnected();
        OneLog b = OneLog.in(redis).awaitConnected()) {
      Store store = a.log.store();
      OneLog.join(store.put("s", "k \u20ac", "1"));
      OneLog.join(store.put("s", "k \u20ac", "2\n"));
      OneLog.join(store.put("s", "gone", "3"));
      OneLog.join(b.log.store().remove("s", "gone"));

      assertThat(b.log.store().read("s")).containsOnly(entry("k \u20ac", "2\n"));
      assertThat(b.log.store().read("other")).isEmpty();
      redis.kill();
      redis.restart();
      a.awaitConnected();
      assertThat(store.read("s")).hasSize(1);
    }
  }

  @Test
  void store_whileRedisIsAway_saysSo() {
    try (RedisServer redis = RedisServer.startDurable();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      Store store = node.log.store();
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
