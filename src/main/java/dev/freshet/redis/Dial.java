package dev.freshet.redis;

import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;

/** Opens connections. */
interface Dial {

  /**
   * Connects and logs in. The caller closes the connection.
   *
   * @throws JedisException if that fails
   */
  Connection dial(HostAndPort server, JedisClientConfig config);
}
