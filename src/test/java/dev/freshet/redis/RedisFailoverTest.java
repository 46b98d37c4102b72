package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.health.Health;
import dev.freshet.testing.RedisCluster;
import dev.freshet.testing.RedisSentinels;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** The log in a Redis Cluster, and through a fail-over that Sentinels decide. */
class RedisFailoverTest {
  private static final Subscription ALL =
      Subscription.to(Selector.of("*"), Selector.of("quiet"), Selector.of("loud"));

  /** Sentinels may need a second vote, cluster nodes their time to agree. */
  private static ConditionFactory later() {
    return OneLog.soon().atMost(Duration.ofSeconds(30));
  }

  private static void awaitWorking(OneLog node) {
    later().until(() -> node.log.status().following() && node.log.status().publishing());
  }

  @Test
  void cluster_logOfTwoNodes_isOneLogWithTopicsReplayAndLease() {
    ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    try (RedisCluster redis = RedisCluster.start();
        OneLog a = OneLog.at(redis.url());
        OneLog b = OneLog.at(RedisCluster.url(java.util.List.of(redis.other("{freshet}"))));
        RedisLease lease =
            new RedisLease(
                OneLog.settings(redis.owner("{freshet}").url()),
                "me",
                timers,
                () -> true,
                Health.ofSystem())) {
      awaitWorking(a);
      awaitWorking(b);
      EventId first = a.append("quiet", "1");
      b.append("loud", "2");
      EventId last = a.append("neither", "3");
      lease.start();

      a.awaitData("1", "2", "3");
      b.awaitData("1", "2", "3");
      assertThat(b.read(ALL, EventId.NONE, last)).containsExactly("1", "2", "3");
      assertThat(b.read(Subscription.to(Selector.of("loud")), first, last)).containsExactly("2");
      assertThat(b.locate(ALL, first.toString()).complete()).isTrue();
      later().until(() -> lease.held() != null);
    } finally {
      timers.shutdownNow();
    }
  }

  @Test
  void cluster_whoseOwnerOfTheLogRestarts_losesNothing() {
    try (RedisCluster redis = RedisCluster.start("--appendonly", "yes", "--appendfsync", "always");
        OneLog a = OneLog.at(redis.url());
        OneLog b = OneLog.at(redis.url())) {
      awaitWorking(a);
      awaitWorking(b);
      a.append("t", "1");
      RedisServer owner = redis.owner("{freshet}");
      owner.kill();
      later().until(() -> !a.log.status().publishing() && !b.log.status().following());
      owner.restart();
      awaitWorking(a);
      awaitWorking(b);
      a.append("t", "2");

      b.awaitData("1", "2");
      assertThat(b.gaps).isEmpty();
    }
  }

  @Test
  void sentinels_whoseMasterDies_giveTheLogANewHome() {
    try (RedisSentinels redis = RedisSentinels.start();
        OneLog a = OneLog.at(redis.url());
        OneLog b = OneLog.at(redis.url())) {
      awaitWorking(a);
      awaitWorking(b);
      EventId first = a.append("t", "1");
      a.awaitData("1");
      b.awaitData("1");
      later().until(() -> replicaHas(redis.replica()));
      redis.killMaster();
      later().until(() -> !a.log.status().publishing() && !b.log.status().following());
      awaitWorking(a);
      awaitWorking(b);
      EventId second = a.append("t", "2");

      b.awaitData("1", "2");
      assertThat(second.isAfter(first)).isTrue();
      assertThat(a.gaps).isEmpty();
      assertThat(b.gaps).isEmpty();
      assertThat(b.read(ALL, first, second)).containsExactly("2");
    }
  }

  private static boolean replicaHas(RedisServer replica) {
    try (Jedis jedis = new Jedis(replica.url())) {
      return jedis.hget("{freshet}:state", "last") != null;
    }
  }
}
