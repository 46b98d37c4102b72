package dev.freshet.redis;

import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisBusyException;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** Tells a Redis that is away, or no longer the right one, from a command that is wrong. */
final class Outage {

  /**
   * What a server says when it is not the time or the place. Redis 6 wraps what a script ran into.
   */
  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?:(?:ERR Error running script|@user_script).*: -)?"
              + "(?:READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|MOVED|ASK|BUSY|UNKILLABLE"
              + "|UNBLOCKED|NOREPLICAS|MISCONF|NOAUTH|ERR max number of clients)\\b.*",
          Pattern.DOTALL);

  private Outage() {}

  /**
   * Whether the connection is of no use now, so that another should be opened, later perhaps; false
   * if any server would refuse the command.
   */
  static boolean isOutage(JedisException failure) {
    return failure instanceof JedisConnectionException
        || failure instanceof JedisRedirectionException
        || failure instanceof JedisClusterException
        || failure instanceof JedisClusterOperationException
        || failure instanceof JedisBusyException
        || (failure.getMessage() != null && REFUSAL.matcher(failure.getMessage()).matches());
  }
}
