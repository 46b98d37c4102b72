package dev.freshet.faults;

import dev.freshet.testing.RedisServer;
import dev.freshet.testing.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** A hub whose user of Redis loses the right to one command. */
@Tag("faults")
@ExtendWith(FaultTable.class)
class AclFaultIT {
  private static final String USER = "hub";

  private static RedisServer redis;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
    command(jedis -> jedis.aclSetUser(USER, "on", ">secret", "~{freshet}*", "&*", "+@all"));
    String url = "redis://" + USER + ":secret@127.0.0.1:" + redis.port();
    fleet = Fleet.sharing(url, 1, Map.of());
  }

  @AfterAll
  static void stop() {
    fleet.close();
    redis.close();
  }

  private static void command(Consumer<Jedis> commands) {
    try (Jedis jedis = new Jedis(redis.url())) {
      commands.accept(jedis);
    }
  }

  private static void grant(String rule) {
    command(jedis -> jedis.aclSetUser(USER, rule));
  }

  /** The publisher tries four times under one key, the last time when the right is back. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "xadd", "xtrim", "pexpire", "hset", "set", "get", "zadd", "zcard", "hsetnx", "hmget", "time"
      })
  void withoutCommand(String command) {
    try (FaultRun run = FaultRun.begin("no right to " + command, fleet)) {
      grant("-" + command);
      FaultRun.hold(Duration.ofMillis(100));
      for (int i = 0; i < 3; i++) {
        publish(run);
      }
      // A hub that looks at its rights when it connects sees it now at the latest.
      command(jedis -> jedis.sendCommand(Protocol.Command.CLIENT, "KILL", "USER", USER));
      boolean unused = run.awaitSeen(Duration.ofSeconds(5));
      grant("+" + command);
      run.mended();
      run.awaitWell();
      publish(run);
      run.finish();
    }
  }

  private static void publish(FaultRun run) {
    String mark = run.topic() + "/once";
    List<String> earlier = run.ledger().accepted();
    Calls.Answer answer =
        Calls.publishOnce(
            Fleet.hub(fleet.node(0)), Tokens.publisher("*"), run.topic(), mark, run.topic());
    if (!answer.isAccepted() || !earlier.contains(mark)) {
      run.ledger().note(mark, answer);
    }
  }
}
