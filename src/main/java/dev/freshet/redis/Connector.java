package dev.freshet.redis;

import java.time.Duration;
import java.util.OptionalInt;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Finds and configures connections to a Redis server: a single one, one monitored by Sentinels, or
 * one in a cluster. The server is located again for each connection, as it changes with every
 * failover. Any thread.
 */
final class Connector {
  private static final String CLIENT_NAME = "freshet";

  private final RedisUrl url;
  private final Duration connectTimeout;
  private final Route route;

  /**
   * Creates a connector for the server that accepts writes to the hub's keys.
   *
   * @param hashTag the prefix of all keys of the hub, including braces
   * @param connectTimeout how long to wait for a connection, and for each answer until it is ready
   */
  Connector(RedisUrl url, String hashTag, Duration connectTimeout) {
    this(url, OptionalInt.of(JedisClusterCRC16.getSlot(hashTag)), connectTimeout);
  }

  private Connector(RedisUrl url, OptionalInt slot, Duration connectTimeout) {
    this.url = url;
    this.connectTimeout = connectTimeout;
    this.route = route(slot);
  }

  /** Creates a connector for pub/sub, for which any node of a cluster will do. */
  static Connector forPubSub(RedisUrl url, Duration connectTimeout) {
    return new Connector(url, OptionalInt.empty(), connectTimeout);
  }

  private Route route(OptionalInt slot) {
    return switch (url.form()) {
      case SINGLE -> dial -> url.hosts().get(0);
      case SENTINEL ->
          new SentinelRoute(
              new Guides(url.hosts(), config(url.sentinelLogin()).build()), url.masterName());
      case CLUSTER -> new ClusterRoute(new Guides(url.hosts(), config(url.login()).build()), slot);
    };
  }

  /** Creates a connection that is not open yet, with a limit on how long a read waits. */
  Wire wire(Duration readTimeout) {
    return new Wire(this, readTimeout);
  }

  /**
   * Returns the server to connect to now. May block for as long as connecting and two answers take
   * for each server asked.
   *
   * @param dial makes the connections to the servers asked, which are closed afterwards
   * @throws JedisException if no server can tell
   */
  HostAndPort locate(Dial dial) {
    return route.locate(dial);
  }

  /**
   * Checks that the server is still the one that {@link #locate} looked for.
   *
   * @throws JedisException if it is not
   */
  void check(Wire wire) {
    route.check(wire);
  }

  /**
   * Returns the configuration for the located server. Jedis's blocking timeout applies to a
   * subscription's reads; without it, they wait forever.
   */
  JedisClientConfig config(Duration readTimeout) {
    return config(url.login())
        .database(url.database())
        .blockingSocketTimeoutMillis(millis(readTimeout))
        .build();
  }

  /**
   * Uses RESP2, because with RESP3 a message that arrives while unsubscribing breaks Jedis. Sets
   * TLS the deprecated way, the only one that uses the JVM's default context, whose trust and keys
   * the administrator sets with {@code javax.net.ssl.*}.
   */
  @SuppressWarnings("deprecation")
  private DefaultJedisClientConfig.Builder config(Login login) {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .resp2()
            .clientName(CLIENT_NAME)
            .ssl(url.tls())
            .connectionTimeoutMillis(millis(connectTimeout))
            .socketTimeoutMillis(millis(connectTimeout))
            .blockingSocketTimeoutMillis(millis(connectTimeout));
    login.addTo(config);
    return config;
  }

  static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }

  /** The address without secrets, for logs. */
  @Override
  public String toString() {
    return url.toString();
  }
}
