package dev.freshet.faults;

import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** Two nodes and a Redis that forgets: it keeps on disk only what a snapshot was made of. */
@ExtendWith(FaultTable.class)
class RedisFaultIT {
  private static RedisServer redis;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
    fleet = Fleet.sharing(redis.url().toString(), 2, Map.of());
  }

  @AfterAll
  static void stop() {
    fleet.close();
    redis.close();
  }

  private static void redis(java.util.function.Consumer<Jedis> commands) {
    try (Jedis jedis = new Jedis(redis.url())) {
      commands.accept(jedis);
    }
  }

  @Test
  void olderSnapshot() {
    try (FaultRun run = FaultRun.begin("Redis killed, back with an older snapshot", fleet)) {
      redis(Jedis::save);
      run.seeOffWitness("at a lost place");
      for (int i = 0; i < 5; i++) {
        run.publish();
      }
      redis.kill();
      run.awaitSeen(Duration.ofSeconds(10));
      redis.restart();
      run.mended();
      run.finish();
    }
  }

  @Test
  void flushed() {
    try (FaultRun run = FaultRun.begin("FLUSHALL", fleet).publishing(50)) {
      run.awaitAccepted(50);
      redis(Jedis::flushAll);
      run.mended();
      run.awaitAccepted(100);
      run.finish();
    }
  }

  @Test
  void termDeleted() {
    try (FaultRun run = FaultRun.begin("DEL {freshet}:term", fleet).unnoticed()) {
      redis(jedis -> jedis.del("{freshet}:term"));
      run.mended();
      run.finish();
    }
  }
}
