package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.testing.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class WireTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration NORMAL = Duration.ofSeconds(5);
  private static final byte[] KEY = "{freshet}:key".getBytes(UTF_8);

  private static RedisServer server;

  @BeforeAll
  static void startServer() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static Connector connector(String url, Duration connectTimeout) {
    return new Connector(RedisUrl.parse(url), "{freshet}", connectTimeout);
  }

  private static Wire toServer(Duration readTimeout) {
    return connector(server.url().toString(), NORMAL).wire(readTimeout);
  }

  @Test
  void call_severalCommands_areAnsweredInTheirOrder() {
    try (Wire wire = toServer(NORMAL).open()) {
      assertThat(wire.call(Command.SET, KEY, "5".getBytes(UTF_8))).isEqualTo("OK".getBytes(UTF_8));
      wire.send(Command.INCR, KEY);
      wire.send(Command.LLEN, KEY);
      wire.send(Command.GET, KEY);

      List<Object> answers = wire.answers(3);
      assertThat(answers.get(0)).isEqualTo(6L);
      assertThat(answers.get(1)).isInstanceOf(JedisDataException.class);
      assertThat(answers.get(2)).isEqualTo("6".getBytes(UTF_8));
    }
  }

  @Test
  void call_answerLaterThanTheReadTimeout_endsTheConnectionForGood() {
    byte[] none = "{freshet}:none".getBytes(UTF_8);
    try (Wire wire = toServer(SHORT).open()) {
      assertThatExceptionOfType(JedisConnectionException.class)
          .isThrownBy(() -> wire.call(Command.BLPOP, none, "0".getBytes(UTF_8)))
          .withRootCauseInstanceOf(SocketTimeoutException.class);
      assertThatExceptionOfType(JedisConnectionException.class)
          .isThrownBy(() -> wire.call(Command.PING));
    }
  }

  @Test
  void call_notOpenOrClosed_fails() {
    Wire wire = toServer(NORMAL);
    assertThatExceptionOfType(JedisConnectionException.class)
        .isThrownBy(() -> wire.call(Command.PING));
    wire.open().close();

    assertThat(wire.isCut()).isTrue();
    assertThatExceptionOfType(JedisConnectionException.class)
        .isThrownBy(() -> wire.call(Command.PING));
  }

  @Test
  void open_afterCut_makesNoConnection() {
    Wire wire = connector("redis://freshet.invalid", NORMAL).wire(NORMAL);
    wire.cut();

    assertThatExceptionOfType(JedisConnectionException.class)
        .isThrownBy(wire::open)
        .withMessageContaining("has ended");
  }

  @Test
  void open_serverThatRefuses_endsTheWire() {
    try (RedisServer locked = RedisServer.startWith("--requirepass", "right")) {
      String url = "redis://:wrong@127.0.0.1:" + locked.port();
      Wire wire = connector(url, NORMAL).wire(NORMAL);

      assertThatExceptionOfType(JedisAccessControlException.class).isThrownBy(wire::open);
      assertThat(wire.isCut()).isTrue();
    }
  }

  @Test
  void open_muteServer_waitsNoLongerThanForAConnection() throws IOException {
    try (ServerSocket mute = mute()) {
      Wire wire = connector("redis://127.0.0.1:" + mute.getLocalPort(), SHORT).wire(HOUR);

      assertThatExceptionOfType(JedisConnectionException.class)
          .isThrownBy(wire::open)
          .withRootCauseInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://127.0.0.1:%d",
        "redis-sentinel://127.0.0.1:%d#mymaster",
        "redis-cluster://127.0.0.1:%d"
      })
  void cut_whileAMuteServerIsAsked_endsTheOpening(String url) throws IOException {
    try (ServerSocket mute = mute()) {
      Wire wire = connector(url.formatted(mute.getLocalPort()), HOUR).wire(HOUR);
      assertCutEnds(wire, CompletableFuture.supplyAsync(wire::open), mute);
    }
  }

  private static void assertCutEnds(Wire wire, Future<Wire> opening, ServerSocket mute)
      throws IOException {
    try (Socket peer = mute.accept()) {
      assertThat(peer.getInputStream().read()).isEqualTo('*');
      wire.cut();

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> opening.get(NORMAL.toSeconds(), TimeUnit.SECONDS))
          .withCauseInstanceOf(JedisConnectionException.class);
    }
  }

  private static ServerSocket mute() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
