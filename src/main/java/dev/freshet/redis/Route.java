package dev.freshet.redis;

import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisException;

/** Finds the server to connect to. Any thread. */
interface Route {

  /**
   * Returns the server to connect to now. Asks other servers, one after the other, over connections
   * that are closed afterwards.
   *
   * @throws JedisException if none of them can tell
   */
  HostAndPort locate(Dial dial);

  /**
   * Checks that a server is the one it was said to be.
   *
   * @throws JedisException if it is not, or cannot be asked
   */
  default void check(Wire wire) {}
}
