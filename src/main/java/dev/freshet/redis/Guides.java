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

/** Servers to ask which server to connect to; the last one that knew is asked first. Any thread. */
final class Guides {

  /** What to ask a server. */
  interface Question {

    /**
     * Asks over an open connection.
     *
     * @throws JedisException if the server does not know
     */
    Direction ask(HostAndPort guide, Connection connection);
  }

  /**
   * A server's answer.
   *
   * @param server where to connect
   * @param isSure whether no other server needs to be asked
   * @param guides further servers that may know
   */
  record Direction(HostAndPort server, boolean isSure, List<HostAndPort> guides) {
    Direction {
      guides = List.copyOf(guides);
    }
  }

  private final List<HostAndPort> given;
  private final JedisClientConfig config;

  // Any thread: replaced as a whole. If two threads replace it at once, either result is fine.
  private volatile List<HostAndPort> known;

  Guides(List<HostAndPort> given, JedisClientConfig config) {
    this.given = List.copyOf(given);
    this.config = config;
    this.known = this.given;
  }

  /**
   * Asks one server after the other until one is sure. If none is, uses the first answer.
   *
   * @throws JedisConnectionException if no server knows
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

  /** Keeps the configured servers in the list: all those learnt since may disappear. */
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
