package dev.freshet.redis;

import dev.freshet.log.LogUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import redis.clients.jedis.exceptions.JedisException;

/** A pool of connections for reading. Any thread. */
final class WirePool implements AutoCloseable {
  private static final Logger LOG = System.getLogger(WirePool.class.getName());

  /** Maximum idle connections kept open. */
  private static final int MOST_IDLE = 8;

  private final RedisLogSettings settings;
  private final Connector connector;

  /** Open connections that are not in use. */
  private final Deque<Wire> idle = new ConcurrentLinkedDeque<>();

  private volatile boolean closed;

  WirePool(RedisLogSettings settings) {
    this.settings = settings;
    this.connector = settings.connector();
  }

  /**
   * Reads with a connection. As reads change nothing, a read is repeated if its pooled connection
   * has died. May block for as long as connecting to Redis and its answer may take.
   *
   * @throws LogUnavailableException if Redis is unavailable
   */
  <T> T use(Function<Wire, T> reading) {
    Wire pooled = idle.poll();
    if (pooled != null) {
      try {
        return use(pooled, reading);
      } catch (JedisException stale) {
        LOG.log(Level.DEBUG, "A connection to Redis had died", stale);
      }
    }
    try {
      return use(connector.wire(settings.timings().answer()).open(), reading);
    } catch (JedisException e) {
      throw new LogUnavailableException("Redis is away.", e);
    }
  }

  private <T> T use(Wire wire, Function<Wire, T> reading) {
    boolean isGood = false;
    try {
      T result = reading.apply(wire);
      isGood = true;
      return result;
    } finally {
      if (isGood && !closed && idle.size() < MOST_IDLE) {
        idle.push(wire);
      } else {
        wire.close();
      }
    }
  }

  /** Closes the idle connections. */
  void forget() {
    for (Wire wire = idle.poll(); wire != null; wire = idle.poll()) {
      wire.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    forget();
  }
}
