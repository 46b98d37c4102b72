package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.log.Start;
import dev.freshet.testing.RedisSentinels;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Events that Redis accepted and then lost: whoever may have missed them is told. */
class RedisLossTest {
  private static final Subscription ALL = Subscription.to(Selector.of("*"));
  private static final Subscription TOPIC = Subscription.to(Selector.of("t"));

  private static void save(RedisServer redis) {
    try (Jedis jedis = new Jedis(redis.url())) {
      jedis.save();
    }
  }

  /** As soon as it is known what Redis has lost. */
  private static Start locate(OneLog node, Subscription subscription, EventId id) {
    List<Start> starts = new ArrayList<>();
    settled().ignoreExceptions().until(() -> starts.add(node.locate(subscription, id.toString())));
    return starts.get(0);
  }

  private static ConditionFactory settled() {
    return OneLog.soon();
  }

  private static List<EventId> append(OneLog node, int count) {
    List<EventId> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(node.append("t", "e" + i));
    }
    OneLog.soon().until(() -> node.log.status().position().equals(places.get(count - 1)));
    return places;
  }

  private static EventId firstOfANodeThatDies(RedisServer redis) {
    try (OneLog node = OneLog.in(redis).awaitConnected()) {
      EventId first = append(node, 1).get(0);
      save(redis);
      append(node, 5);
      return first;
    }
  }

  @Test
  void snapshotOlderThanWhatWasAccepted_isAGapForAllWhoMissedSomething() {
    try (RedisServer redis = RedisServer.start();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      EventId first = append(node, 1).get(0);
      save(redis);
      List<EventId> lost = append(node, 5);
      redis.kill();
      node.awaitDisconnected();
      redis.restart();
      node.awaitConnected();
      EventId after = node.append("t", "f1");

      for (Subscription subscription : List.of(ALL, TOPIC)) {
        assertThat(locate(node, subscription, first).complete()).isFalse();
        assertThat(locate(node, subscription, lost.get(2)).complete()).isFalse();
        assertThat(locate(node, subscription, lost.get(4)).complete()).isTrue();
        assertThat(node.read(subscription, lost.get(4), after)).containsExactly("f1");
      }
      assertThat(node.gaps).as("its streams have had everything").isEmpty();
      assertThat(node.log.gaps().count()).isEqualTo(4);
      assertThat(Objects.requireNonNull(node.log.gaps().latest()).why()).contains("no longer");
    }
  }

  @Test
  void strangerThatAppendsBeforeTheNodesAreBack_hidesNoLoss() {
    try (RedisServer redis = RedisServer.start();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      EventId first = append(node, 1).get(0);
      save(redis);
      List<EventId> lost = append(node, 5);
      redis.kill();
      node.awaitDisconnected();
      redis.restart();
      OneLog.eval(redis, "append.lua", "topic", "t", "data", "f1");
      node.awaitConnected();
      OneLog.soon().until(() -> node.data().contains("f1"));

      assertThat(locate(node, ALL, first).complete()).isFalse();
      assertThat(locate(node, TOPIC, lost.get(2)).complete()).isFalse();
      assertThat(locate(node, TOPIC, lost.get(4)).complete()).isTrue();
    }
  }

  @Test
  void snapshotThatNobodyCanVouchFor_isAGap() {
    try (RedisServer redis = RedisServer.start()) {
      EventId first = firstOfANodeThatDies(redis);
      redis.kill();
      redis.restart();
      OneLog fresh = OneLog.in(redis).awaitConnected();
      EventId next = fresh.append("t", "f1");

      assertThat(locate(fresh, ALL, first).complete()).isFalse();
      assertThat(locate(fresh, TOPIC, first).complete()).isFalse();
      assertThat(locate(fresh, TOPIC, next).complete()).isTrue();
      fresh.close();
    }
  }

  @Test
  void restartWithEverythingOnDisk_isNoGap() {
    try (RedisServer redis = RedisServer.startWith("--appendonly", "yes");
        OneLog node = OneLog.in(redis).awaitConnected()) {
      List<EventId> places = append(node, 3);
      redis.kill();
      node.awaitDisconnected();
      redis.restart();
      node.awaitConnected();

      assertThat(locate(node, ALL, places.get(0)).complete()).isTrue();
      assertThat(locate(node, TOPIC, places.get(0)).complete()).isTrue();
    }
  }

  @Test
  void restartOfAServerThatLosesNothing_needsNobodyToVouch() {
    try (RedisServer redis = RedisServer.startDurable()) {
      EventId first = firstOfANodeThatDies(redis);
      redis.kill();
      redis.restart();
      OneLog fresh = OneLog.in(redis).awaitConnected();

      assertThat(fresh.locate(ALL, first.toString()).complete()).isTrue();
      fresh.close();
    }
  }

  @Test
  void promotedReplicaThatLagged_isAGap() {
    ConditionFactory later = OneLog.soon().atMost(Duration.ofSeconds(40));
    try (RedisSentinels redis = RedisSentinels.start();
        OneLog node = OneLog.at(redis.url())) {
      later.until(() -> node.log.status().following() && node.log.status().publishing());
      EventId first = append(node, 1).get(0);
      RedisServer replica = redis.replica();
      later.until(() -> has(replica, first));
      replica.pause();
      cutReplicas(redis.master());
      List<EventId> lost = append(node, 3);
      redis.killMaster();
      replica.resume();
      later.until(() -> !node.log.status().publishing());
      later.until(() -> node.log.status().following() && node.log.status().publishing());
      node.append("t", "f1");

      assertThat(locate(node, ALL, first).complete()).isFalse();
      assertThat(locate(node, TOPIC, lost.get(0)).complete()).isFalse();
      assertThat(locate(node, TOPIC, lost.get(2)).complete()).isTrue();
    }
  }

  private static void cutReplicas(RedisServer master) {
    try (Jedis jedis = new Jedis(master.url())) {
      jedis.clientKill(ClientKillParams.clientKillParams().type(ClientType.REPLICA));
    }
  }

  private static boolean has(RedisServer replica, EventId place) {
    try (Jedis jedis = new Jedis(replica.url())) {
      return place.toString().equals(jedis.hget("{freshet}:state", "last"));
    }
  }
}
