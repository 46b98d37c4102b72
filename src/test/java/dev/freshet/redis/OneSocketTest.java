package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;

class OneSocketTest {
  private final Socket made = new Socket();
  private final OneSocket socket = new OneSocket(() -> made);

  @AfterEach
  void closeSocket() throws IOException {
    made.close();
  }

  @Test
  void createSocket_again_isRefused() {
    assertThat(socket.createSocket()).isSameAs(made);

    assertThatExceptionOfType(JedisConnectionException.class).isThrownBy(socket::createSocket);
  }

  @Test
  void cut_afterwards_closesTheSocket() {
    socket.createSocket();
    socket.cut();

    assertThat(made.isClosed()).isTrue();
  }

  @Test
  void cut_before_letsNoneBeMade() {
    socket.cut();

    assertThatExceptionOfType(JedisConnectionException.class).isThrownBy(socket::createSocket);
  }

  @Test
  void cut_whileTheSocketIsMade_closesIt() {
    OneSocket[] self = new OneSocket[1];
    self[0] =
        new OneSocket(
            () -> {
              self[0].cut();
              return made;
            });
    self[0].createSocket();

    assertThat(made.isClosed()).isTrue();
  }
}
