package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.testing.RedisServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis user that may not run every command. */
class RedisRightsTest {
  private RedisServer redis;
  private Jedis admin;

  @BeforeEach
  void start() {
    redis = RedisServer.start();
    admin = new Jedis(redis.url());
  }

  @AfterEach
  void stop() {
    admin.close();
    redis.close();
  }

  private void weakUser(String without) {
    admin.aclSetUser("weak", "reset", "on", ">secret", "~{freshet}*", "&*", "+@all", "-" + without);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zadd", "hset", "xtrim", "pexpire", "set", "xadd", "mget", "xrange"})
  void hubWithoutACommand_publishesNothingAndNamesIt(String command) {
    weakUser(command);
    try (OneLog node = OneLog.at("redis://weak:secret@127.0.0.1:" + redis.port())) {
      OneLog.soon().until(() -> node.health.fault("redis-rights").lasts());
      String name = command.toUpperCase(java.util.Locale.ROOT);

      assertThat(node.health.fault("redis-rights").detail()).contains(" " + name + ".");
      assertThat(node.log.status().publishing()).isFalse();
      OneLog.soon()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> node.append("t", "a"))
                      .rootCause()
                      .hasMessageContaining(name));
      admin.aclSetUser("weak", "+" + command);
      node.awaitConnected();
      node.append("t", "b");

      node.awaitData("b");
      assertThat(node.health.fault("redis-rights").lasts()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zadd", "hset", "xtrim", "pexpire", "set", "xadd", "mget", "hexists"})
  void publisherWithoutACommand_appendsNothing(String command) {
    weakUser(command);
    try (OneLog node = OneLog.in(redis).awaitConnected();
        Jedis weak = new Jedis(redis.url())) {
      node.append("t", "before");
      weak.auth("weak", "secret");
      List<String> fields = List.of("topic", "t", "data", "a", "id", "mine", "key", "k");
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> weak.eval(Script.APPEND.text(), List.of("{freshet}"), fields))
            .isInstanceOf(JedisException.class);
      }
      assertThat(admin.xlen("{freshet}:log")).isEqualTo(1);
      assertThat(admin.xlen("{freshet}:topic:t")).isEqualTo(1);
      admin.aclSetUser("weak", "+" + command);
      weak.eval(Script.APPEND.text(), List.of("{freshet}"), fields);
      weak.eval(Script.APPEND.text(), List.of("{freshet}"), fields);

      node.awaitData("before", "a");
      assertThat(admin.xlen("{freshet}:topic:t")).isEqualTo(2);
      assertThat(node.gaps).isEmpty();
    }
  }

  @Test
  void probe_leavesNothingBehind() {
    try (OneLog node = OneLog.in(redis).awaitConnected()) {
      assertThat(admin.keys("{freshet}:probe*")).isEmpty();
      assertThat(node.health.isHealthy()).isTrue();
    }
  }
}
