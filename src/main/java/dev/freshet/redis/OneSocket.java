package dev.freshet.redis;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Creates a single socket and can close it from any thread at any time: a read blocked in it then
 * ends with an exception. It refuses to create a second one, because Jedis silently opens one when
 * a command finds the connection closed.
 */
final class OneSocket implements JedisSocketFactory {
  private final JedisSocketFactory factory;

  // Any thread: cut() writes isCut before it reads socket; createSocket() does the reverse.
  private volatile boolean isCut;
  private volatile @Nullable Socket socket;

  OneSocket(JedisSocketFactory factory) {
    this.factory = factory;
  }

  @Override
  public Socket createSocket() {
    if (isCut || socket != null) {
      throw new JedisConnectionException("The connection has ended.");
    }
    Socket made = factory.createSocket();
    socket = made;
    if (isCut) {
      cut();
    }
    return made;
  }

  boolean isCut() {
    return isCut;
  }

  void cut() {
    isCut = true;
    Socket made = socket;
    if (made == null) {
      return;
    }
    try {
      made.close();
    } catch (IOException alreadyBroken) {
      // Nothing left to close.
    }
  }
}
