package dev.freshet.redis;

import dev.freshet.log.LogUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import redis.clients.jedis.exceptions.JedisException;

/** Connections for reading, of which some stay open for later. Any thread. */
final class WirePool implements AutoCloseable {
  private static final Logger LOG = System.getLogger(WirePool.class.getName());

  /** More connections are not kept for later. */
  private static final int MOST_IDLE = 8;

  private final RedisLogSettings settings;
  private final Connector connector;

  /** Connections that are open and that nobody uses. */
  private final Deque<Wire> idle = new ConcurrentLinkedDeque<>();

  private volatile boolean closed;

  WirePool(RedisLogSettings settings) {
    this.settings = settings;
    this.connector = settings.connector();
  }

  /**
   * Reads with a connection. Reads change nothing, so one on a connection that has died in the pool
   * is done again. May block for as long as Redis may take to connect and answer.
   *
   * @throws LogUnavailableException if Redis is away
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

  /** Closes the connections that nobody uses. */
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
