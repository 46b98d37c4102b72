package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.testing.RedisServer;
import dev.freshet.testing.TlsIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** TLS, with what the JVM trusts. */
class RedisTlsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private static Path directory;

  private static TlsIdentity identity;
  private static RedisServer server;
  private static int port;

  private SSLContext usual;

  @BeforeAll
  static void startServer() throws IOException, InterruptedException, GeneralSecurityException {
    identity = TlsIdentity.create(directory);
    port = RedisServer.freePort();
    server = RedisServer.startTls(identity, port);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void trust() throws GeneralSecurityException {
    usual = SSLContext.getDefault();
    SSLContext.setDefault(identity.trusting());
  }

  @AfterEach
  void trustAsUsual() {
    SSLContext.setDefault(usual);
  }

  private static Wire wire(String host, Duration readTimeout) {
    RedisUrl url = RedisUrl.parse("rediss://" + host + ":" + port);
    return new Connector(url, "{freshet}", TIMEOUT).wire(readTimeout);
  }

  @Test
  void open_trustedCertificateOfTheHost_works() {
    try (Wire wire = wire("localhost", TIMEOUT).open()) {
      assertThat(wire.call(Command.PING)).isEqualTo("PONG".getBytes(UTF_8));
    }
  }

  @Test
  void open_certificateOfAnotherHost_isRefused() {
    assertThatExceptionOfType(JedisConnectionException.class)
        .isThrownBy(() -> wire("127.0.0.1", TIMEOUT).open())
        .withStackTraceContaining(SSLException.class.getPackageName());
  }

  @Test
  void open_untrustedCertificate_isRefused() {
    SSLContext.setDefault(usual);

    assertThatExceptionOfType(JedisConnectionException.class)
        .isThrownBy(() -> wire("localhost", TIMEOUT).open())
        .withStackTraceContaining(SSLException.class.getPackageName());
  }

  @Test
  void cut_whileAnAnswerIsWaitedFor_endsIt() {
    Wire wire = wire("localhost", HOUR).open();
    byte[] none = "{freshet}:none".getBytes(UTF_8);
    wire.send(Command.BLPOP, none, "0".getBytes(UTF_8));
    CompletableFuture<Object> answer =
        CompletableFuture.supplyAsync(() -> wire.connection().getOne());
    server.pause();
    wire.cut();
    server.resume();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> answer.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
        .withCauseInstanceOf(JedisConnectionException.class);
  }

  @Test
  void subscription_overTls_hearsAndClosesPromptly() {
    String url = "rediss://localhost:" + port;
    try (Listening listening = Listening.with(Listening.settings(url, "sse"))) {
      listening.awaitConnected();
      Listening.publish(server, "sse", "a");
      listening.awaitData("a");

      listening.assertClosesPromptly();
    }
  }
}
