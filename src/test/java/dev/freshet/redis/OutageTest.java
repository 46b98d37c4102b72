package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisBusyException;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

class OutageTest {
  private static final HostAndPort NODE = new HostAndPort("h", 1);

  static Stream<JedisException> outages() {
    return Stream.of(
        new JedisConnectionException("Unexpected end of stream."),
        new JedisMovedDataException("MOVED 1 h:1", NODE, 1),
        new JedisAskDataException("ASK 1 h:1", NODE, 1),
        new JedisClusterException("CLUSTERDOWN The cluster is down"),
        new JedisBusyException("BUSY Redis is busy running a script."));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void isOutage_exceptionOfItsOwn_isTrue(JedisException failure) {
    assertThat(Outage.isOutage(failure)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "READONLY You can't write against a read only replica.",
        "READONLY You can't write against a read only replica. script: 2597, on @user_script:1.",
        "ERR Error running script (call to f_2597): @user_script:1: @user_script: 1: -READONLY You"
            + " can't write against a read only replica.",
        "@user_script: 1: -READONLY You can't write against a read only replica.",
        "LOADING Redis is loading the dataset in memory",
        "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
        "TRYAGAIN Multiple keys request during rehashing of slot",
        "UNKILLABLE Sorry the script already executed write commands against the dataset.",
        "UNBLOCKED force unblock from blocking operation, instance state changed",
        "NOREPLICAS Not enough good replicas to write.",
        "MISCONF Redis is configured to save RDB snapshots, but it's unable to persist to disk.",
        "NOAUTH Authentication required.",
        "ERR max number of clients reached",
      })
  void isOutage_wordOfAServerThatCannotNow_isTrue(String message) {
    assertThat(Outage.isOutage(new JedisDataException(message))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERR unknown command 'X'",
        "ERR wrong number of arguments for 'xadd' command",
        "ERR Error running script (call to f_2597): @user_script:1: Wrong number of args",
        "ERR value is not READONLY",
        "WRONGTYPE Operation against a key holding the wrong kind of value",
        "NOPERM this user has no permissions to run the 'xadd' command",
        "OOM command not allowed when used memory > 'maxmemory'.",
        "READONLYISH",
        "",
      })
  void isOutage_wordAboutTheCommand_isFalse(String message) {
    assertThat(Outage.isOutage(new JedisDataException(message))).isFalse();
  }

  @Test
  void isOutage_unknownScriptOrNoMessage_isFalse() {
    assertThat(Outage.isOutage(new JedisNoScriptException("NOSCRIPT No matching script.")))
        .isFalse();
    assertThat(Outage.isOutage(new JedisException((String) null))).isFalse();
  }
}
