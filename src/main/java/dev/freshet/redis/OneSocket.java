package dev.freshet.redis;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Makes one socket and can cut it from any thread, at any time: a read that is blocked in it ends
 * with an exception. There is no second socket, for Jedis opens one in silence when a command finds
 * the connection closed.
 */
final class OneSocket implements JedisSocketFactory {
  private final JedisSocketFactory factory;

  // Any thread: cut() writes isCut before it reads socket, createSocket() the other way round.
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
      // There is nothing left to close.
    }
  }
}
