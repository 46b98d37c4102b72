package dev.freshet.redis;

import static dev.freshet.redis.Listening.publish;
import static dev.freshet.redis.Listening.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.TextBounds;
import dev.freshet.testing.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.Jedis;

/** What happens while Redis is gone or hangs, and after. */
class RedisOutageTest {
  private RedisServer server;

  @BeforeEach
  void startServer() {
    server = RedisServer.start();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void serverKilledAndRestarted_listensAgain() {
    try (Listening listening = Listening.to(server, "sse", "p.*").awaitConnected()) {
      publish(server, "sse", "before");
      listening.awaitData("before");
      server.kill();
      listening.awaitDisconnected();
      server.restart();
      listening.awaitConnected();
      publish(server, "sse", "after");
      publish(server, "p.1", "pattern");

      listening.awaitData("before", "after", "pattern");
      assertThat(listening.status()).isEqualTo(new RedisStatus(true, 3, 3, 0, 0, 0, 2, 1));
    }
  }

  @Test
  void serverComesLater_listensThen() {
    server.kill();
    try (Listening listening = Listening.to(server, "sse")) {
      server.restart();
      listening.awaitConnected();
      publish(server, "sse", "a");

      listening.awaitData("a");
      assertThat(listening.status().disconnects()).isZero();
    }
  }

  @Test
  void attempts_areEverRarerUntilOneWorks() {
    try (Listening listening = Listening.to(server, "sse").awaitConnected()) {
      server.kill();
      soon().until(() -> listening.ceilings.size() >= 6);
      server.restart();
      listening.awaitConnected();
      int outage = listening.ceilings.size();
      server.kill();
      soon().until(() -> listening.ceilings.size() > outage);

      List<Long> ceilings = List.copyOf(listening.ceilings);
      assertThat(ceilings.subList(0, 6))
          .extracting(nanos -> nanos / 1_000_000)
          .containsExactly(10L, 20L, 40L, 80L, 100L, 100L);
      assertThat(ceilings.get(outage)).isEqualTo(10_000_000);
    }
  }

  @Test
  void serverHangs_isNoticedAndListenedToAfterwards() {
    try (Listening listening = Listening.to(server, "sse").awaitConnected()) {
      server.pause();
      listening.awaitDisconnected();
      server.resume();
      listening.awaitConnected();
      publish(server, "sse", "a");

      listening.awaitData("a");
    }
  }

  @Test
  void serverHangsAndIsReplaced_isListenedToAfterwards() {
    try (Listening listening = Listening.to(server, "sse").awaitConnected()) {
      server.pause();
      listening.awaitDisconnected();
      server.restart();
      listening.awaitConnected();
      publish(server, "sse", "a");

      listening.awaitData("a");
    }
  }

  @Test
  void close_whileConnected_isPromptAndRepeatable() {
    try (Listening listening = Listening.to(server, "sse").awaitConnected()) {
      listening.assertClosesPromptly();
      listening.assertClosesPromptly();

      assertThat(listening.status().disconnects()).isEqualTo(1);
    }
  }

  @Test
  void close_whileWaitingToReconnect_isPrompt() {
    server.kill();
    try (Listening listening = Listening.with(patient(server.url()))) {
      listening.assertClosesPromptly();
    }
  }

  @Test
  void close_whileTheServerHangs_isPrompt() {
    try (Listening listening = Listening.with(patient(server.url())).awaitConnected()) {
      server.pause();

      listening.assertClosesPromptly();
    }
  }

  @Test
  void close_whileTheServerLeavesTheGreetingUnanswered_isPrompt() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Listening listening =
            Listening.with(patient(URI.create("redis://127.0.0.1:" + mute.getLocalPort())));
        Socket peer = mute.accept()) {
      assertThat(peer.getInputStream().read()).isEqualTo('*');

      listening.assertClosesPromptly();
    }
  }

  @Test
  void close_fromTheSink_doesNotWaitForItself() {
    CompletableFuture<Listening> self = new CompletableFuture<>();
    RedisSettings settings = patient(server.url());
    try (Listening listening =
        Listening.with(settings, event -> self.join().subscription.close())) {
      self.complete(listening);
      listening.awaitConnected();
      publishAtOnce("a", "b");

      listening.awaitData("a");
      listening.assertClosesPromptly();
      assertThat(listening.events).hasSize(1);
    }
  }

  /** In one transaction, so that the subscriber has all in its buffer when it gets the first. */
  private void publishAtOnce(String... messages) {
    try (Jedis jedis = new Jedis(server.url());
        AbstractTransaction transaction = jedis.multi()) {
      for (String message : messages) {
        transaction.publish("sse", message);
      }
      transaction.exec();
    }
  }

  /** Every wait is so long that only an end from outside can be prompt. */
  private static RedisSettings patient(URI url) {
    Duration hour = Duration.ofHours(1);
    return new RedisSettings(
        RedisUrl.parse(url.toString()),
        Channels.named(Set.of("sse")),
        TextBounds.DEFAULT,
        hour,
        hour,
        new Backoff(hour, hour));
  }
}
