package dev.freshet.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Servers that may know the way, the last one that did first. Any thread. */
final class Guides {

  /** What one of them is asked. */
  interface Question {

    /**
     * Asks over an open connection.
     *
     * @throws JedisException if that server does not know
     */
    Direction ask(HostAndPort guide, Connection connection);
  }

  /**
   * What one of them answered.
   *
   * @param server where to connect
   * @param isSure whether the others need not be asked
   * @param guides more servers that may know
   */
  record Direction(HostAndPort server, boolean isSure, List<HostAndPort> guides) {
    Direction {
      guides = List.copyOf(guides);
    }
  }

  private final List<HostAndPort> given;
  private final JedisClientConfig config;

  // Any thread: replaced as a whole. When two threads replace it at once, either order is good.
  private volatile List<HostAndPort> known;

  Guides(List<HostAndPort> given, JedisClientConfig config) {
    this.given = List.copyOf(given);
    this.config = config;
    this.known = this.given;
  }

  /**
   * Asks one after the other until one is sure; without such, the first answer counts.
   *
   * @throws JedisConnectionException if nobody knows
   */
  HostAndPort ask(Dial dial, Question question) {
    List<JedisException> failures = new ArrayList<>();
    @Nullable Direction guess = null;
    for (HostAndPort guide : known) {
      try (Connection connection = dial.dial(guide, config)) {
        Direction direction = question.ask(guide, connection);
        if (direction.isSure()) {
          remember(guide, direction);
          return direction.server();
        }
        guess = guess == null ? direction : guess;
      } catch (JedisException e) {
        failures.add(e);
      }
    }
    if (guess == null) {
      throw lost(failures);
    }
    return guess.server();
  }

  /** The given ones stay, for all that were learnt may be gone one day. */
  private void remember(HostAndPort guide, Direction direction) {
    known =
        Stream.of(Stream.of(guide), direction.guides().stream(), given.stream())
            .flatMap(some -> some)
            .distinct()
            .toList();
  }

  private static JedisConnectionException lost(List<JedisException> failures) {
    JedisConnectionException lost =
        new JedisConnectionException("Nobody knows the Redis server to connect to.");
    failures.forEach(lost::addSuppressed);
    return lost;
  }
}
