package dev.freshet.faults;

import dev.freshet.testing.RedisServer;
import java.util.Map;
import java.util.function.Consumer;
import redis.clients.jedis.Jedis;

/** Two nodes and a Redis that has on its disk only what a snapshot was made of. */
record RedisFleet(RedisServer redis, Fleet fleet) implements AutoCloseable {
  static RedisFleet start(Map<String, String> settings) {
    RedisServer redis = RedisServer.start();
    try {
      return new RedisFleet(redis, Fleet.sharing(redis.url().toString(), 2, settings));
    } catch (RuntimeException | AssertionError e) {
      redis.close();
      throw e;
    }
  }

  /** Sends commands of an administrator of Redis. */
  void command(Consumer<Jedis> commands) {
    try (Jedis jedis = new Jedis(redis.url())) {
      commands.accept(jedis);
    }
  }

  @Override
  public void close() {
    fleet.close();
    redis.close();
  }
}
