package dev.freshet.redis;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection to Redis, from its opening to its end; it never connects again. Belongs to the
 * thread that uses it; only {@link #cut} is for all.
 */
final class Wire implements AutoCloseable {
  private final Connector connector;
  private final Duration readTimeout;

  // Any thread: cut() writes isCut before it reads socket, dial() the other way round.
  private volatile boolean isCut;
  private volatile @Nullable OneSocket socket;

  // The thread that uses it.
  private @Nullable Connection connection;

  Wire(Connector connector, Duration readTimeout) {
    this.connector = connector;
    this.readTimeout = readTimeout;
  }

  /**
   * Finds the server, connects, and shows user and password. While that lasts, each answer is
   * waited for as long as a connection.
   *
   * @throws JedisException if that fails; then the wire has ended
   */
  Wire open() {
    try {
      Connection made = dial(connector.locate(this::dial), connector.config(readTimeout));
      connection = made;
      connector.check(this);
      made.setSoTimeout(Connector.millis(readTimeout));
      return this;
    } catch (RuntimeException | Error e) {
      cut();
      throw e;
    }
  }

  /** Connects so that {@link #cut} ends it, be it that of a server that is only asked the way. */
  private Connection dial(HostAndPort server, JedisClientConfig config) {
    OneSocket made = new OneSocket(new DefaultJedisSocketFactory(server, config));
    socket = made;
    if (isCut) {
      made.cut();
    }
    return new Connection(made, config);
  }

  /** The open connection. */
  Connection connection() {
    if (connection == null) {
      throw new JedisConnectionException("The connection is not open.");
    }
    return connection;
  }

  /**
   * Sends one command and gives its answer as it came: bytes, numbers, lists of them, or null.
   *
   * @throws JedisException if Redis refuses it or the connection breaks
   */
  @Nullable Object call(ProtocolCommand command, byte[]... arguments) {
    send(command, arguments);
    return connection().getOne();
  }

  /** Sends a command whose answer is one of {@link #answers}. */
  void send(ProtocolCommand command, byte[]... arguments) {
    connection().sendCommand(command, arguments);
  }

  /** The answers of the last commands sent; where Redis refused one, its exception. */
  List<Object> answers(int count) {
    return connection().getMany(count);
  }

  /** Ends the connection at once, wherever it is. */
  void cut() {
    isCut = true;
    OneSocket made = socket;
    if (made != null) {
      made.cut();
    }
  }

  boolean isCut() {
    return isCut;
  }

  @Override
  public void close() {
    cut();
  }
}
