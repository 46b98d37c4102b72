package dev.freshet.redis;

import java.time.Duration;
import java.util.OptionalInt;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Knows the way to a Redis server: alone, watched over by Sentinels, or in a cluster. The way is
 * asked for again with each connection, as it changes with every fail-over. Any thread.
 */
final class Connector {
  private static final String CLIENT_NAME = "freshet";

  private final RedisUrl url;
  private final Duration connectTimeout;
  private final Route route;

  /**
   * The way to the server that takes writes for the hub's keys.
   *
   * @param hashTag what all keys of the hub begin with, braces included
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

  /** The way for pub/sub, which any node of a cluster will do for. */
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

  /** A connection that is not open yet; a read of it waits at most so long. */
  Wire wire(Duration readTimeout) {
    return new Wire(this, readTimeout);
  }

  /**
   * Where to connect now. May block, as long as a connect and two answers may take for each server
   * it asks.
   *
   * @param dial makes the connections to the servers it asks, which are closed afterwards
   * @throws JedisException if nobody can tell
   */
  HostAndPort locate(Dial dial) {
    return route.locate(dial);
  }

  /**
   * Makes sure that the server is still what {@link #locate} took it for.
   *
   * @throws JedisException if it is not
   */
  void check(Wire wire) {
    route.check(wire);
  }

  /**
   * For the server that was located. What Jedis calls the blocking timeout is the one of a
   * subscription's reads; without it, they wait forever.
   */
  JedisClientConfig config(Duration readTimeout) {
    return config(url.login())
        .database(url.database())
        .blockingSocketTimeoutMillis(millis(readTimeout))
        .build();
  }

  /**
   * RESP2, because with RESP3 a message that comes while unsubscribing unsettles Jedis. TLS in the
   * deprecated way, because it alone takes the JVM's default context, whose trust and keys are set
   * by {@code javax.net.ssl.*} and are the server administrator's.
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
