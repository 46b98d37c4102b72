package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.health.Health;
import dev.freshet.log.Term;
import dev.freshet.testing.RedisServer;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Who holds the lease, and when it changes hands. */
class RedisLeaseTest {
  private RedisServer redis;
  private volatile boolean isFit = true;
  private ScheduledExecutorService timers;
  private ScheduledExecutorService otherTimers;

  @BeforeEach
  void start() {
    redis = RedisServer.startDurable();
    timers = Executors.newSingleThreadScheduledExecutor();
    otherTimers = Executors.newSingleThreadScheduledExecutor();
  }

  @AfterEach
  void stop() {
    timers.shutdownNow();
    otherTimers.shutdownNow();
    redis.close();
  }

  private RedisLease lease(String node, ScheduledExecutorService on) {
    RedisLease lease =
        new RedisLease(OneLog.settings(redis.url()), node, on, () -> isFit, Health.ofSystem());
    lease.start();
    return lease;
  }

  private static Term awaitHeld(RedisLease lease) {
    OneLog.soon().until(() -> lease.held() != null);
    return Objects.requireNonNull(lease.held());
  }

  @Test
  void oneOfTwo_holdsItAndBothKnowWho() {
    RedisLease a = lease("a", timers);
    awaitHeld(a);
    RedisLease b = lease("b", otherTimers);
    OneLog.soon().until(() -> b.holder().equals("a"));

    assertThat(b.held()).isNull();
    assertThat(a.holder()).isEqualTo("a");
  }

  @Test
  void close_handsItOverUnderAGreaterTerm() {
    RedisLease a = lease("a", timers);
    Term first = awaitHeld(a);
    RedisLease b = lease("b", otherTimers);
    a.close();
    Term second = awaitHeld(b);

    assertThat(a.held()).isNull();
    assertThat(second.number()).isGreaterThan(first.number());
  }

  @Test
  void holderThatDies_isFollowedWithinTheLeaseAndAFifth() {
    RedisLease a = lease("a", timers);
    awaitHeld(a);
    RedisLease b = lease("b", otherTimers);
    OneLog.soon().until(() -> b.holder().equals("a"));
    timers.shutdownNow();

    awaitHeld(b);
    assertThat(b.holder()).isEqualTo("b");
  }

  @Test
  void holderThatSlept_learnsThatItIsOver() {
    RedisLease a = lease("a", timers);
    Term old = awaitHeld(a);
    try (Jedis jedis = new Jedis(redis.url())) {
      jedis.del("{freshet}:lease");
    }
    OneLog.eval(redis, "lease.lua", "b", "60000", "0");

    OneLog.soon().until(() -> a.held() == null);
    assertThat(a.holder()).isEqualTo("b");
    try (Jedis jedis = new Jedis(redis.url())) {
      assertThat(Long.parseLong(jedis.get("{freshet}:term"))).isGreaterThan(old.number());
    }
  }

  @Test
  void redisAway_theHolderStaysTheHolderAndGoesOnAfterwards() {
    RedisLease a = lease("a", timers);
    awaitHeld(a);
    redis.kill();

    assertThat(a.held()).isNotNull();
    redis.restart();
    RedisLease b = lease("b", otherTimers);
    OneLog.soon().until(() -> !b.holder().isEmpty());
    OneLog.soon().until(() -> (a.held() == null) != (b.held() == null));
  }

  @Test
  void redisBackEmpty_termsStillGoUp() {
    RedisLease a = lease("a", timers);
    OneLog.eval(redis, "release.lua", "a");
    Term first = awaitHeld(a);
    try (Jedis jedis = new Jedis(redis.url())) {
      jedis.flushAll();
    }

    OneLog.soon().until(() -> Objects.requireNonNull(awaitHeld(a)).number() > first.number());
  }

  @Test
  void termDeleted_theHolderIsNeverWithoutOneAndTheOldOneIsOver() {
    RedisLease a = lease("a", timers);
    Term first = awaitHeld(a);
    try (Jedis jedis = new Jedis(redis.url())) {
      jedis.del("{freshet}:term");
      OneLog.soon().until(() -> jedis.exists("{freshet}:term"));
      OneLog.soon().until(() -> Objects.requireNonNull(awaitHeld(a)).number() > first.number());
      assertThat(jedis.get("{freshet}:term"))
          .isEqualTo(Long.toString(Objects.requireNonNull(a.held()).number()));
    }
  }

  @Test
  void termDeletedAndTakenByANodeThatKnowsNone_isAboveAllBefore() {
    RedisLease a = lease("a", timers);
    awaitHeld(a);
    OneLog.eval(redis, "release.lua", "a");
    OneLog.soon().until(() -> awaitHeld(a).number() > 1);
    timers.shutdownNow();
    try (Jedis jedis = new Jedis(redis.url())) {
      jedis.del("{freshet}:term");
    }
    RedisLease b = lease("b", otherTimers);

    assertThat(awaitHeld(b).number()).isGreaterThan(Objects.requireNonNull(a.held()).number());
  }

  @Test
  void holderThatIsNotFit_givesItUpAndAsksForItNoMore() {
    RedisLease a = lease("a", timers);
    awaitHeld(a);
    isFit = false;
    OneLog.soon().until(() -> a.held() == null && a.holder().isEmpty());
    isFit = true;

    awaitHeld(a);
  }
}
