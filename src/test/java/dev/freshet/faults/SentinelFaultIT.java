package dev.freshet.faults;

import dev.freshet.testing.RedisSentinels;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** A replica that lagged becomes the master. */
@Tag("faults")
@ExtendWith(FaultTable.class)
class SentinelFaultIT {
  private static RedisSentinels sentinels;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    sentinels = RedisSentinels.start();
    fleet = Fleet.sharing(sentinels.url(), 2, Map.of());
  }

  @AfterAll
  static void stop() {
    fleet.close();
    sentinels.close();
  }

  private static void forgetReplica(RedisServer master) {
    try (Jedis jedis = new Jedis(master.url())) {
      Object unused = jedis.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "replica");
    }
  }

  @Test
  void promotedReplicaThatLagged() {
    try (FaultRun run = FaultRun.begin("Sentinel promotes a replica that lagged", fleet)) {
      RedisServer replica = sentinels.replica();
      replica.pause();
      // Else what is in its socket would still be read when it goes on.
      forgetReplica(sentinels.master());
      run.seeOffWitness("at a lost place");
      for (int i = 0; i < 5; i++) {
        run.publish();
      }
      RedisServer master = sentinels.killMaster();
      replica.resume();
      run.mended();
      boolean unused = run.awaitSeen(Duration.ofSeconds(10));
      run.finish();
      master.restart();
    }
  }
}
