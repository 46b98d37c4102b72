package dev.freshet.faults;

import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.RedisServer;
import dev.freshet.testing.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** A Redis that throws keys away by itself, or has no room. */
@Tag("faults")
@ExtendWith(FaultTable.class)
class EvictionFaultIT {
  private static final int CLIENTS = 200;
  private static final int EVENTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String FILLER = "x".repeat(20_000);

  private static RedisServer redis;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
    fleet = Fleet.sharing(redis.url().toString(), 1, Map.of());
  }

  @AfterAll
  static void stop() {
    fleet.close();
    redis.close();
  }

  private static void configure(String name, String value) {
    try (Jedis jedis = new Jedis(redis.url())) {
      String unused = jedis.configSet(name, value);
    }
  }

  /** Nodes look at the policy when they connect. */
  private static void policy(String policy) {
    configure("maxmemory-policy", policy);
    try (Jedis jedis = new Jedis(redis.url())) {
      Object unused = jedis.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "normal");
    }
  }

  private static long used() {
    try (Jedis jedis = new Jedis(redis.url())) {
      return Long.parseLong(jedis.info("memory").replaceAll("(?s).*used_memory:(\\d+).*", "$1"));
    }
  }

  private static String publish(String topic, String data) {
    FreshetServer node = fleet.node(0);
    Calls.Answer answer =
        Calls.publish(Fleet.hub(node), Tokens.publisher("*"), topic, data, PATIENCE);
    return answer.isAccepted() ? answer.body() : "";
  }

  @Test
  void leastRecentlyUsedKeysGo() {
    try (FaultRun run =
        FaultRun.begin("allkeys-lru and little room, 200 clients come back", fleet)) {
      List<String> places = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        places.add(publish("evicted-" + i, "seen"));
      }
      for (int i = 0; i < CLIENTS * EVENTS; i++) {
        publish("evicted-" + i % CLIENTS, "missed");
      }
      policy("allkeys-lru");
      boolean unused = run.awaitSeen(Duration.ofSeconds(5));
      configure("maxmemory", Long.toString(used() + 300_000));
      for (int i = 0; i < 40; i++) {
        publish("filler-" + i, FILLER);
      }
      comeBack(run, places);
      configure("maxmemory", "0");
      policy("noeviction");
      run.mended();
      run.finish();
    }
  }

  private static void comeBack(FaultRun run, List<String> places) {
    int lost = 0;
    int untold = 0;
    for (int i = 0; i < CLIENTS; i++) {
      try (RawStream stream =
          RawStream.open(
              Fleet.hub(fleet.node(0), "evicted-" + i), Map.of("Last-Event-ID", places.get(i)))) {
        await().atMost(PATIENCE).until(() -> stream.comments() > 0);
        String sign = publish("evicted-" + i, "after");
        await()
            .atMost(Duration.ofSeconds(5))
            .until(() -> sign.isEmpty() || stream.hasEnded() || stream.data().contains("after"));
        boolean isWhole = stream.data().stream().filter("missed"::equals).count() == EVENTS;
        boolean isTold = "earliest".equals(stream.headers().get("last-event-id"));
        lost += isWhole ? 0 : 1;
        untold += isWhole || isTold || stream.hasEnded() ? 0 : 1;
      }
    }
    run.check("nothing was evicted: the row shows nothing", lost > 0);
    run.lost("clients lost events", lost, untold);
  }

  @Test
  void full() {
    try (FaultRun run = FaultRun.begin("Redis full for 3 s (noeviction)", fleet).unnoticed()) {
      run.publishing(50);
      run.awaitAccepted(50);
      configure("maxmemory", "1000000");
      FaultRun.hold(Duration.ofSeconds(3));
      configure("maxmemory", "0");
      run.mended();
      run.check("nobody was refused", !run.ledger().inDoubt().isEmpty());
      run.awaitAccepted(150);
      run.finish();
    }
  }
}
