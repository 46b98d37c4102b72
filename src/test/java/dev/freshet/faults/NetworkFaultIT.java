package dev.freshet.faults;

import dev.freshet.faults.FaultProxy.Direction;
import dev.freshet.testing.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes, each with a bad way to Redis, and clients with bad ways to the nodes. */
@Tag("faults")
@ExtendWith(FaultTable.class)
class NetworkFaultIT {
  private static final int RATE = 50;

  private static RedisServer redis;
  private static List<FaultProxy> toRedis;
  private static List<FaultProxy> toNodes;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    redis = RedisServer.startDurable();
    toRedis = Stream.generate(() -> FaultProxy.before(redis.port())).limit(2).toList();
    fleet =
        Fleet.start(
            toRedis.stream()
                .map(proxy -> Map.of("FRESHET_REDIS_URL", "redis://127.0.0.1:" + proxy.port()))
                .toList());
    toNodes = fleet.nodes().stream().map(node -> FaultProxy.before(node.port())).toList();
  }

  @AfterAll
  static void stop() {
    toNodes.forEach(FaultProxy::close);
    fleet.close();
    toRedis.forEach(FaultProxy::close);
    redis.close();
  }

  private static FaultRun begin(String fault) {
    List<URI> doors =
        toNodes.stream()
            .map(proxy -> URI.create("http://localhost:" + proxy.port() + "/.well-known/mercure"))
            .toList();
    FaultRun run = FaultRun.begin(fault, fleet, doors).publishing(RATE);
    run.awaitAccepted(RATE);
    return run;
  }

  private static void lasts(Duration duration, FaultRun run, List<FaultProxy> proxies) {
    FaultRun.hold(duration);
    proxies.forEach(FaultProxy::mend);
    run.mended();
    run.awaitAccepted(run.ledger().accepted().size() + RATE);
    run.finish();
  }

  @Test
  void redisIsCutOff() {
    try (FaultRun run = begin("both nodes cut off from Redis for 6 s")) {
      toRedis.forEach(FaultProxy::cut);
      lasts(Duration.ofSeconds(6), run, toRedis);
    }
  }

  @Test
  void oneNodeIsCutOff() {
    try (FaultRun run = begin("one node cut off from Redis for 6 s")) {
      toRedis.get(0).cut();
      lasts(Duration.ofSeconds(6), run, toRedis);
    }
  }

  @Test
  void answersStall() {
    try (FaultRun run = begin("nothing comes from Redis for 8 s, connections stay")) {
      toRedis.forEach(proxy -> proxy.stall(Direction.DOWN));
      lasts(Duration.ofSeconds(8), run, toRedis);
    }
  }

  @Test
  void requestsStall() {
    try (FaultRun run = begin("nothing gets to Redis for 8 s, connections stay")) {
      toRedis.forEach(proxy -> proxy.stall(Direction.UP));
      lasts(Duration.ofSeconds(8), run, toRedis);
    }
  }

  @Test
  void redisIsFar() {
    try (FaultRun run = begin("Redis answers 300 ms late for 6 s").unnoticed()) {
      toRedis.forEach(proxy -> proxy.delay(Direction.DOWN, Duration.ofMillis(300)));
      lasts(Duration.ofSeconds(6), run, toRedis);
    }
  }

  @Test
  void redisIsNarrow() {
    try (FaultRun run = begin("10 kB/s from Redis for 6 s").unnoticed()) {
      toRedis.forEach(proxy -> proxy.throttle(Direction.DOWN, 10_000));
      lasts(Duration.ofSeconds(6), run, toRedis);
    }
  }

  @Test
  void connectionsToRedisBreak() {
    try (FaultRun run = begin("connections to Redis reset 20 times").unnoticed()) {
      for (int i = 0; i < 20; i++) {
        toRedis.forEach(FaultProxy::reset);
        FaultRun.hold(Duration.ofMillis(200));
      }
      lasts(Duration.ZERO, run, toRedis);
    }
  }

  @Test
  void answersBreakOff() {
    try (FaultRun run = begin("answers of Redis end within, 10 times").unnoticed()) {
      for (int i = 0; i < 10; i++) {
        int bytes = 500 + 317 * i;
        toRedis.forEach(proxy -> proxy.dropAfter(Direction.DOWN, bytes));
        FaultRun.hold(Duration.ofMillis(500));
        toRedis.forEach(FaultProxy::mend);
        FaultRun.hold(Duration.ofMillis(300));
      }
      lasts(Duration.ZERO, run, toRedis);
    }
  }

  @Test
  void redisSaysNoMore() {
    try (FaultRun run = begin("connections from Redis half closed").unnoticed()) {
      toRedis.forEach(proxy -> proxy.halfClose(Direction.DOWN));
      lasts(Duration.ofSeconds(3), run, toRedis);
    }
  }

  @Test
  void clientsStall() {
    try (FaultRun run = begin("clients get nothing for 6 s, connections stay").unnoticed()) {
      toNodes.forEach(proxy -> proxy.stall(Direction.DOWN));
      lasts(Duration.ofSeconds(6), run, toNodes);
    }
  }

  @Test
  void clientsBreakOff() {
    try (FaultRun run = begin("streams cut within an event, 10 times").unnoticed()) {
      for (int i = 0; i < 10; i++) {
        int bytes = 300 + 211 * i;
        toNodes.forEach(proxy -> proxy.dropAfter(Direction.DOWN, bytes));
        FaultRun.hold(Duration.ofMillis(500));
        toNodes.forEach(FaultProxy::mend);
        toNodes.forEach(FaultProxy::reset);
      }
      lasts(Duration.ZERO, run, toNodes);
    }
  }

  @Test
  void clientsAreCutOff() {
    try (FaultRun run = begin("clients cut off for 5 s").unnoticed()) {
      toNodes.forEach(FaultProxy::cut);
      lasts(Duration.ofSeconds(5), run, toNodes);
    }
  }
}
