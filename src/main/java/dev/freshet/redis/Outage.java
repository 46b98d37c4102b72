package dev.freshet.redis;

import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisBusyException;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** Distinguishes a Redis that is unavailable or the wrong server from an invalid command. */
final class Outage {

  /** Errors of a server that cannot run it now, or here. Redis 6 wraps errors in scripts. */
  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?:(?:ERR Error running script|@user_script).*: -)?"
              + "(?:READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|MOVED|ASK|BUSY|UNKILLABLE"
              + "|UNBLOCKED|NOREPLICAS|MISCONF|NOAUTH|ERR max number of clients)\\b.*",
          Pattern.DOTALL);

  private Outage() {}

  /**
   * Whether the connection is unusable and should be replaced, perhaps later; false if any server
   * would refuse the command.
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
