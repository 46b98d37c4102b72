package dev.freshet.redis;

import static dev.freshet.redis.Listening.publish;
import static dev.freshet.redis.Listening.soon;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.testing.RedisSentinels;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** The way to the master that Sentinels know. */
class ConnectorSentinelTest {
  private static final byte[] KEY = "{freshet}:key".getBytes(UTF_8);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration FAILOVER = Duration.ofSeconds(20);

  private RedisSentinels redis;

  @BeforeEach
  void startAll() {
    redis = RedisSentinels.start();
  }

  @AfterEach
  void stopAll() {
    redis.close();
  }

  private static Connector connector(String url) {
    return new Connector(RedisUrl.parse(url), "{freshet}", TIMEOUT);
  }

  /** The Sentinels may need a second vote. */
  private static ConditionFactory afterFailover() {
    return soon().atMost(FAILOVER);
  }

  private static void write(Connector connector, String value) {
    try (Wire wire = connector.wire(TIMEOUT).open()) {
      wire.call(Command.SET, KEY, value.getBytes(UTF_8));
    }
  }

  private static boolean canWrite(Connector connector, String value) {
    try {
      write(connector, value);
      return true;
    } catch (JedisException e) {
      assertThat(Outage.isOutage(e)).isTrue();
      return false;
    }
  }

  private static Throwable failureOf(Connector connector) {
    return catchThrowableOfType(JedisConnectionException.class, () -> write(connector, "x"));
  }

  private static String sentinels(List<RedisServer> servers, String rest) {
    return servers.stream()
        .map(server -> "127.0.0.1:" + server.port())
        .collect(Collectors.joining(",", "redis-sentinel://", rest));
  }

  @Test
  void open_masterKilled_soonReachesTheNewOne() {
    Connector connector = connector(redis.url());
    write(connector, "before");
    RedisServer old = redis.killMaster();

    afterFailover().until(() -> canWrite(connector, "after"));
    assertThat(redis.master()).isNotSameAs(old);
    old.restart();
    write(connector, "later");
  }

  @Test
  void open_sentinelsGone_needsOneOfThem() {
    Connector connector = connector(redis.url());
    redis.sentinels().get(0).kill();
    redis.sentinels().get(1).kill();
    write(connector, "one is left");
    redis.sentinels().get(2).kill();

    assertThat(failureOf(connector)).hasMessageContaining("Nobody knows");
  }

  @Test
  void open_unknownMaster_saysItsName() {
    assertThat(Cause.of(failureOf(connector(redis.url("other"))))).contains("\"other\"");
  }

  @Test
  void check_replica_isRefused() {
    SentinelRoute route =
        new SentinelRoute(
            new Guides(List.of(), DefaultJedisClientConfig.builder().build()), "mymaster");
    Connector master = connector(redis.master().url().toString());
    Connector replica = connector(redis.replica().url().toString());

    try (Wire right = master.wire(TIMEOUT).open();
        Wire wrong = replica.wire(TIMEOUT).open()) {
      assertThatCode(() -> route.check(right)).doesNotThrowAnyException();
      assertThatExceptionOfType(JedisConnectionException.class)
          .isThrownBy(() -> route.check(wrong))
          .withMessageContaining("not the master");
    }
  }

  @Test
  void open_sentinelWithPassword_isShownItsOwn() {
    String master = "127.0.0.1 " + redis.master().port();
    try (RedisServer sentinel =
        RedisServer.startSentinel(
            "sentinel monitor mymaster %s 1\nrequirepass s3cret\n".formatted(master))) {
      List<RedisServer> one = List.of(sentinel);

      write(connector(sentinels(one, "?sentinelPassword=s3cret#mymaster")), "x");
      write(
          connector(sentinels(one, "?sentinelUser=default&sentinelPassword=s3cret#mymaster")), "x");
      assertThat(Cause.of(failureOf(connector(sentinels(one, "#mymaster"))))).contains("NOAUTH");
      assertThat(Cause.of(failureOf(connector(sentinels(one, "?sentinelPassword=x#mymaster")))))
          .contains("WRONGPASS");
    }
  }

  @Test
  void open_userAndDatabase_areForTheMasterOnly() {
    try (Jedis jedis = new Jedis(redis.master().url())) {
      jedis.aclSetUser("joe", "on", ">s3cret", "~*", "+@all");
    }
    String url = sentinels(redis.sentinels(), "/3#mymaster").replace("//", "//joe:s3cret@");

    try (Wire wire = connector(url).wire(TIMEOUT).open()) {
      assertThat(wire.call(Command.CLIENT, "INFO".getBytes(UTF_8)))
          .asInstanceOf(InstanceOfAssertFactories.BYTE_ARRAY)
          .asString()
          .contains(" db=3 ", " user=joe ", " name=freshet ");
    }
  }

  @Test
  void subscription_masterKilled_listensToTheNewOne() {
    try (Listening listening = Listening.with(Listening.settings(redis.url(), "sse"))) {
      listening.awaitConnected();
      publish(redis.master(), "sse", "before");
      listening.awaitData("before");
      redis.killMaster();
      afterFailover().until(() -> listening.status().connects() > 1);
      publish(redis.master(), "sse", "after");

      listening.awaitData("before", "after");
    }
  }
}
