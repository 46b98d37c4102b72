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
 * One connection to Redis, from opening to end; it never reconnects. Owned by the thread that uses
 * it; only {@link #cut} may be called by any thread.
 */
final class Wire implements AutoCloseable {
  private final Connector connector;
  private final Duration readTimeout;

  // Any thread: cut() writes isCut before it reads socket; dial() does the reverse.
  private volatile boolean isCut;
  private volatile @Nullable OneSocket socket;

  // Owned by the thread that uses the connection.
  private @Nullable Connection connection;

  Wire(Connector connector, Duration readTimeout) {
    this.connector = connector;
    this.readTimeout = readTimeout;
  }

  /**
   * Finds the server, connects and logs in. Until that is done, the connect timeout also applies to
   * each answer.
   *
   * @throws JedisException if that fails; the wire has then ended
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

  /** Connects so that {@link #cut} also ends connections that only locate the server. */
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
   * Sends one command and returns its raw answer: bytes, numbers, lists of them, or null.
   *
   * @throws JedisException if Redis refuses it or the connection breaks
   */
  @Nullable Object call(ProtocolCommand command, byte[]... arguments) {
    send(command, arguments);
    return connection().getOne();
  }

  /** Sends a command whose answer {@link #answers} will return. */
  void send(ProtocolCommand command, byte[]... arguments) {
    connection().sendCommand(command, arguments);
  }

  /** Returns the answers to the last commands sent; for a refused one, its exception. */
  List<Object> answers(int count) {
    return connection().getMany(count);
  }

  /** Ends the connection at once, whatever it is doing. Any thread. */
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
