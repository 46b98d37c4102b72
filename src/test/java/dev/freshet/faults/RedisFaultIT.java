package dev.freshet.faults;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/** A Redis that forgets, hangs or comes back as it was before. */
@ExtendWith({FaultTable.class, SharedFleet.class})
class RedisFaultIT {
  private final RedisFleet hub;
  private final Fleet fleet;
  private final RedisServer redis;

  RedisFaultIT(RedisFleet hub) {
    this.hub = hub;
    this.fleet = hub.fleet();
    this.redis = hub.redis();
  }

  /** Kills it and starts it again; returns once some node has seen that it was away. */
  private void restart(FaultRun run) {
    redis.kill();
    boolean unused = run.awaitSeen(Duration.ofSeconds(10));
    redis.restart();
    run.mended();
  }

  @Test
  void olderSnapshot() {
    try (FaultRun run = FaultRun.begin("Redis killed, back with an older snapshot", fleet)) {
      hub.command(Jedis::save);
      run.seeOffWitness("at a lost place");
      for (int i = 0; i < 5; i++) {
        run.publish();
      }
      restart(run);
      run.finish();
    }
  }

  @Test
  void olderSnapshotUnderLoad() {
    try (FaultRun run =
        FaultRun.begin("Redis killed under load, back with an older snapshot", fleet)
            .publishing(100)) {
      run.awaitAccepted(100);
      hub.command(Jedis::save);
      run.awaitAccepted(200);
      run.seeOffWitness("at a lost place");
      restart(run);
      run.awaitAccepted(400);
      run.finish();
    }
  }

  @Test
  void flushed() {
    try (FaultRun run = FaultRun.begin("FLUSHALL", fleet).publishing(50)) {
      run.awaitAccepted(50);
      hub.command(Jedis::flushAll);
      run.mended();
      run.awaitAccepted(150);
      run.finish();
    }
  }

  @Test
  @Tag("faults")
  void frozen() {
    try (FaultRun run = FaultRun.begin("Redis frozen for 8 s", fleet).publishing(50)) {
      run.awaitAccepted(50);
      redis.pause();
      FaultRun.hold(Duration.ofSeconds(8));
      redis.resume();
      run.mended();
      run.awaitAccepted(150);
      run.finish();
    }
  }

  /** What administrators made is there again, also for a node that starts later. */
  @Test
  @Tag("faults")
  void flushed_sectionsAreKept() {
    try (FaultRun run = FaultRun.begin("FLUSHALL, then a node restarts", fleet)) {
      FreshetServer holder = fleet.holder();
      FreshetServer other = fleet.other(holder);
      Ticking ticking = run.with(Ticking.twiceASecond(holder));
      hub.command(Jedis::flushAll);
      FaultRun.hold(Duration.ofSeconds(5));
      other.kill();
      other.restart();
      run.mended();
      run.check("the schedule is forgotten", ticking.isKnownAt(other));
      run.check("the schedule does not run", ticking.goesOn());
      run.finish();
    }
  }

  @Test
  @Tag("faults")
  void revocationsDeleted_restart() {
    String fault = "DEL {freshet}:store:revocations, then a node restarts";
    try (FaultRun run = FaultRun.begin(fault, fleet)) {
      hub.command(jedis -> jedis.del("{freshet}:store:revocations"));
      FaultRun.hold(Duration.ofSeconds(5));
      fleet.node(1).kill();
      fleet.restore();
      run.mended();
      run.finish();
    }
  }

  /**
   * Without a term the holder must get another, and not a lower one: else nothing fences it off.
   */
  @Test
  void termDeleted() {
    try (FaultRun run = FaultRun.begin("DEL {freshet}:term", fleet).unnoticed()) {
      long before = term();
      hub.command(jedis -> jedis.del("{freshet}:term"));
      run.mended();
      run.within(Duration.ofSeconds(10));
      run.wellOnceAlso("a term that is no lower", () -> term() >= before);
      run.wellOnceAlso("a holder", this::hasHolder);
      run.finish();
    }
  }

  private long term() {
    try (Jedis jedis = new Jedis(redis.url())) {
      String term = jedis.get("{freshet}:term");
      return term == null ? 0 : Long.parseLong(term);
    }
  }

  private boolean hasHolder() {
    return fleet.nodes().stream().anyMatch(Fleet::holdsLease);
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "topic:TOPIC"})
  void keyDeleted(String key) {
    delete(key);
  }

  @ParameterizedTest
  @Tag("faults")
  @ValueSource(
      strings = {
        "tail:TOPIC",
        "topics",
        "ids:0",
        "ids:1",
        "state",
        "nodes",
        "lease",
        "store:revocations",
        "store:schedules"
      })
  void otherKeyDeleted(String key) {
    delete(key);
  }

  /**
   * What is only an index, or is written again within a second, may be deleted without anybody
   * noticing, as long as nobody loses anything.
   */
  private void delete(String key) {
    try (FaultRun run = FaultRun.begin("DEL {freshet}:" + key, fleet)) {
      run.publish();
      hub.command(jedis -> jedis.del("{freshet}:" + key.replace("TOPIC", run.topic())));
      run.publish();
      run.mended();
      if (!key.equals("log") && !key.equals("topic:TOPIC")) {
        run.unnoticed();
      }
      run.wellOnceAlso("a holder", this::hasHolder);
      run.finish();
    }
  }

  @Test
  @Tag("faults")
  void restartedEmpty() {
    try (FaultRun run = FaultRun.begin("Redis killed, back empty", fleet).publishing(50)) {
      run.awaitAccepted(50);
      redis.kill();
      boolean unused = run.awaitSeen(Duration.ofSeconds(10));
      redis.restartEmpty();
      run.mended();
      run.awaitAccepted(150);
      run.finish();
    }
  }
}
