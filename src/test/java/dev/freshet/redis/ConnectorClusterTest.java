package dev.freshet.redis;

import static dev.freshet.redis.Listening.soon;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.testing.RedisCluster;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisMovedDataException;

/** The way to the master of a slot, while nodes come and go. */
class ConnectorClusterTest {
  private static final String TAG = "{freshet}";
  private static final byte[] KEY = (TAG + ":key").getBytes(UTF_8);
  private static final byte[] VALUE = "x".getBytes(UTF_8);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private RedisCluster cluster;

  @BeforeEach
  void startCluster() {
    cluster = RedisCluster.start();
  }

  @AfterEach
  void stopCluster() {
    cluster.close();
  }

  private static Connector connector(String url) {
    return new Connector(RedisUrl.parse(url), TAG, TIMEOUT);
  }

  private static void write(Connector connector) {
    try (Wire wire = connector.wire(TIMEOUT).open()) {
      wire.call(Command.SET, KEY, VALUE);
      wire.call(Command.DEL, KEY);
    }
  }

  private static boolean canWrite(Connector connector) {
    try {
      write(connector);
      return true;
    } catch (JedisConnectionException notYet) {
      return false;
    }
  }

  @Test
  void open_anyNodeGiven_reachesTheMasterOfTheSlot() {
    for (RedisServer seed : cluster.nodes()) {
      write(connector(RedisCluster.url(List.of(seed))));
    }
  }

  @Test
  void open_userAndPassword_areForAllNodes() {
    for (RedisServer node : cluster.nodes()) {
      try (Jedis jedis = new Jedis(node.url())) {
        jedis.aclSetUser("joe", "on", ">s3cret", "~*", "+@all");
        jedis.aclSetUser("default", "off");
      }
    }
    String url = cluster.url().replace("//", "//joe:s3cret@");

    try (Wire wire = connector(url).wire(TIMEOUT).open()) {
      assertThat(wire.call(Command.ACL, "WHOAMI".getBytes(UTF_8))).isEqualTo("joe".getBytes(UTF_8));
    }
  }

  @Test
  void open_slotHasMoved_reachesTheNewMaster() {
    Connector connector = connector(cluster.url());
    try (Wire old = connector.wire(TIMEOUT).open()) {
      cluster.move(TAG, cluster.other(TAG));

      assertThatExceptionOfType(JedisMovedDataException.class)
          .isThrownBy(() -> old.call(Command.SET, KEY, VALUE))
          .matches(Outage::isOutage);
      write(connector);
    }
  }

  @Test
  void open_givenNodeIsGone_asksThoseThatItTold() {
    RedisServer seed = cluster.other(TAG);
    Connector connector = connector(RedisCluster.url(List.of(seed)));
    write(connector);
    seed.kill();

    write(connector);
  }

  @Test
  void open_masterIsGone_failsUntilAnotherTakesOver() {
    Connector connector = connector(cluster.url());
    write(connector);
    cluster.owner(TAG).kill();

    assertThatExceptionOfType(JedisConnectionException.class).isThrownBy(() -> write(connector));
    cluster.move(TAG, cluster.other(TAG));
    soon().until(() -> canWrite(connector));
  }

  @Test
  void open_nobodyIsThere_fails() {
    Connector connector = connector(cluster.url());
    cluster.nodes().forEach(RedisServer::kill);

    assertThatExceptionOfType(JedisConnectionException.class).isThrownBy(() -> write(connector));
  }

  @Test
  void subscription_oneNodeAfterTheOtherIsGone_hearsOnTheRest() {
    RedisServer last = cluster.nodes().get(2);
    try (Listening listening = Listening.with(Listening.settings(cluster.url(), "sse", "p.*"))) {
      listening.awaitConnected();
      publish(last, "sse", "a");
      listening.awaitData("a");

      cluster.nodes().get(0).kill();
      soon().until(() -> listening.status().connects() == 2);
      publish(last, "p.1", "b");
      listening.awaitData("a", "b");

      cluster.nodes().get(1).kill();
      soon().until(() -> listening.status().connects() == 3);
      publish(last, "sse", "c");
      listening.awaitData("a", "b", "c");
    }
  }

  private static void publish(RedisServer node, String channel, String message) {
    try (Jedis jedis = new Jedis(node.url())) {
      jedis.publish(channel, message);
    }
  }
}
