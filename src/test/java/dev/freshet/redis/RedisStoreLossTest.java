package dev.freshet.redis;

import static dev.freshet.redis.OneLog.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.health.Health;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubSettings;
import dev.freshet.log.Lease;
import dev.freshet.store.SectionCopy;
import dev.freshet.store.SharedSection;
import dev.freshet.store.Store;
import dev.freshet.testing.RedisServer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.RestoreParams;

/** Nodes whose Redis loses what it has accepted, while they run. */
class RedisStoreLossTest {
  private static final String SECTION = "things";
  private static final String KEY = "{freshet}:store:things";

  private final RedisServer redis = RedisServer.startDurable();
  private final Node a = new Node();
  private final Node b = new Node();

  /** A hub with one section, on the log that all nodes share. */
  private final class Node implements SharedSection.Reader, AutoCloseable {
    final Map<String, String> texts = new ConcurrentHashMap<>();
    final Health health = Health.ofSystem();
    final ExecutorService threads = Executors.newCachedThreadPool();
    final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    final RedisLog log =
        new RedisLog(
            OneLog.settings(redis.url()),
            RandomGenerator.getDefault(),
            threads,
            threads,
            Health.ofSystem());
    final Hub hub = new Hub(HubSettings.defaults(), log, Lease.SOLE, Thread::new, threads);
    final Store store = log.store(health);
    final SharedSection section = new SharedSection(SECTION, hub, store, threads, this);

    void start() {
      section.start();
      hub.start();
      soon().until(() -> log.status().following() && log.status().publishing());
      var unused =
          timers.scheduleWithFixedDelay(store.sections()::check, 50, 50, TimeUnit.MILLISECONDS);
    }

    @Override
    public void changed(String key, String text) {
      texts.put(key, text);
    }

    @Override
    public void removed(String key) {
      texts.remove(key);
    }

    @Override
    public void replaced(Map<String, String> all) {
      texts.keySet().retainAll(all.keySet());
      texts.putAll(all);
    }

    boolean isLost() {
      return health.fault(SECTION + "-lost").lasts();
    }

    @Override
    public void close() {
      timers.shutdownNow();
      hub.close();
      threads.shutdownNow();
    }
  }

  @BeforeEach
  void fill() {
    a.start();
    b.start();
    done(a.section.put("one", "1"));
    done(b.section.put("two", "2"));
    done(a.section.put("three", "3"));
    done(a.section.remove("three"));
    awaitAll(Map.of("one", "1", "two", "2"), a, b);
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
    redis.close();
  }

  private static void done(CompletionStage<?> stage) {
    Object unused = OneLog.join(stage);
  }

  private static void awaitAll(Map<String, String> texts, Node... nodes) {
    for (Node node : nodes) {
      soon()
          .untilAsserted(
              () -> {
                assertThat(node.texts).isEqualTo(texts);
                assertThat(node.store.read(SECTION)).isEqualTo(texts);
                assertThat(node.isLost()).isFalse();
              });
    }
  }

  private void awaitNoticed() {
    soon()
        .until(
            () ->
                a.health.fault(SECTION + "-lost").count()
                        + b.health.fault(SECTION + "-lost").count()
                    > 0);
  }

  @Test
  void redis_thatIsEmptied_getsBackWhatTheNodesKnow() {
    try (Jedis jedis = new Jedis(redis.url())) {
      String unused = jedis.flushAll();
    }
    awaitNoticed();
    awaitAll(Map.of("one", "1", "two", "2"), a, b);

    done(b.section.put("four", "4"));
    done(a.section.remove("one"));
    awaitAll(Map.of("two", "2", "four", "4"), a, b);
  }

  @Test
  void section_thatIsDeleted_isNoticedWithoutAReconnect() {
    try (Jedis jedis = new Jedis(redis.url())) {
      assertThat(jedis.del(KEY)).isEqualTo(1);
    }
    awaitNoticed();
    awaitAll(Map.of("one", "1", "two", "2"), a, b);
    try (Node late = new Node()) {
      late.start();
      awaitAll(Map.of("one", "1", "two", "2"), late);
    }
  }

  @Test
  void redis_thatIsRestartedEmpty_getsBackWhatTheNodesKnow() {
    redis.restartEmpty();

    awaitAll(Map.of("one", "1", "two", "2"), a, b);
  }

  @Test
  void section_ofAnOlderSnapshot_getsWhatWasChangedSince() {
    try (Jedis jedis = new Jedis(redis.url())) {
      byte[] snapshot = jedis.dump(KEY);
      done(a.section.put("five", "5"));
      done(b.section.put("one", "changed"));
      done(b.section.remove("two"));
      awaitAll(Map.of("one", "changed", "five", "5"), a, b);
      String unused = jedis.restore(KEY, 0, snapshot, RestoreParams.restoreParams().replace());
    }
    awaitNoticed();
    awaitAll(Map.of("one", "changed", "five", "5"), a, b);
  }

  @Test
  void change_onAStoreThatHasLostSomething_doesNotHideTheLoss() {
    a.timers.shutdownNow();
    b.timers.shutdownNow();
    try (Jedis jedis = new Jedis(redis.url())) {
      assertThat(jedis.del(KEY)).isEqualTo(1);
    }
    done(b.section.put("six", "6"));

    assertThat(a.store.read(SECTION)).isEqualTo(Map.of("one", "1", "two", "2", "six", "6"));
    assertThat(b.health.fault(SECTION + "-lost").count()).isEqualTo(1);
  }

  @Test
  void changeOfANodeThatKnewNothing_isKeptBesideWhatTheOthersKnow() {
    a.timers.shutdownNow();
    b.timers.shutdownNow();
    try (Jedis jedis = new Jedis(redis.url())) {
      assertThat(jedis.del(KEY)).isEqualTo(1);
    }
    try (Node late = new Node()) {
      late.start();
      assertThat(late.texts).isEmpty();
      done(late.section.put("seven", "7"));
      awaitAll(Map.of("one", "1", "two", "2", "seven", "7"), a, b, late);
    }
  }

  @Test
  void sectionOfAnEarlierVersion_isWatchedToo() {
    try (Jedis jedis = new Jedis(redis.url())) {
      assertThat(jedis.hset("{freshet}:store:old", "k", "1")).isEqualTo(1);
      SectionCopy copy = new SectionCopy("old", a.store);
      copy.refresh();
      assertThat(jedis.del("{freshet}:store:old")).isEqualTo(1);
      copy.refresh();

      assertThat(copy.text("k")).isEqualTo("1");
      assertThat(a.store.read("old")).isEqualTo(Map.of("k", "1"));
    }
  }

  @Test
  void nodesThatKnowDifferentAmounts_theOneThatKnowsMostIsRight() {
    SectionCopy less = new SectionCopy(SECTION, a.store);
    less.refresh();
    a.timers.shutdownNow();
    b.timers.shutdownNow();
    done(a.section.put("one", "newer"));
    SectionCopy more = new SectionCopy(SECTION, b.store);
    more.refresh();
    try (Jedis jedis = new Jedis(redis.url())) {
      assertThat(jedis.del(KEY)).isEqualTo(1);
    }
    less.refresh();
    assertThat(a.store.read(SECTION)).containsEntry("one", "1");
    more.refresh();
    assertThat(a.store.read(SECTION)).containsEntry("one", "newer");
    less.refresh();
    assertThat(less.texts()).isEqualTo(Map.of("one", "newer", "two", "2"));
    assertThat(a.store.read(SECTION)).isEqualTo(less.texts());
  }
}
