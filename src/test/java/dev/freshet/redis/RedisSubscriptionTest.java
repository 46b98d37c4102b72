package dev.freshet.redis;

import static dev.freshet.redis.Listening.publish;
import static dev.freshet.redis.Listening.settings;
import static dev.freshet.redis.Listening.soon;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.freshet.event.Event;
import dev.freshet.testing.RedisServer;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What comes through while Redis is well. */
class RedisSubscriptionTest {
  private static RedisServer server;

  @BeforeAll
  static void startServer() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void publish_flaskSseAndPlainText_areHandedOnInOrder() {
    try (Listening listening = Listening.to(server, "sse").awaitConnected()) {
      publish(server, "sse", "{\"data\": \"a\", \"type\": \"t\"}", "b", "");

      listening.awaitData("a", "b", "");
      assertThat(listening.events.get(0)).isEqualTo(Event.on("sse").data("a").type("t").build());
    }
  }

  @Test
  void publish_otherChannel_isNotHeard() {
    try (Listening listening = Listening.to(server, "sse", "é\"2").awaitConnected()) {
      publish(server, "sse2", "no");
      publish(server, "é\"2", "yes");

      listening.awaitData("yes");
      assertThat(listening.events.get(0).topics()).containsExactly("é\"2");
    }
  }

  @Test
  void publish_patternsOnly_topicIsTheChannel() {
    try (Listening listening = Listening.to(server, "news.*", "h[ae]llo").awaitConnected()) {
      publish(server, "news.eu", "a");
      publish(server, "hallo", "b");
      publish(server, "hollo", "c");
      publish(server, "news.", "d");

      listening.awaitData("a", "b", "d");
      assertThat(listening.events)
          .extracting(event -> event.topics().get(0))
          .containsExactly("news.eu", "hallo", "news.");
    }
  }

  @Test
  void publish_nameAndPatternMatch_comesOnce() {
    try (Listening listening = Listening.to(server, "sse", "other", "s*").awaitConnected()) {
      publish(server, "sse", "a");
      publish(server, "s", "b");
      publish(server, "other", "c");

      listening.awaitData("a", "b", "c");
    }
  }

  @Test
  void publish_unreadable_isCountedAndSkipped() {
    try (Listening listening = Listening.to(server, "*").awaitConnected()) {
      publish(server, "sse", "{\"type\": \"x\"}", "{\"data\": 1, \"type\": \"a\\nb\"}");
      publish(server, "a\nb", "x");
      publish(server, "sse", "good");

      listening.awaitData("good");
      RedisStatus status = listening.status();
      assertThat(status.received()).isEqualTo(4);
      assertThat(status.unreadable()).isEqualTo(3);
    }
  }

  @Test
  void sink_thatThrows_isCountedAndGetsTheNext() {
    try (Listening listening =
        Listening.with(settings(server.url(), "sse"), RedisSubscriptionTest::refuse)) {
      listening.awaitConnected();
      publish(server, "sse", "a", "bad", "error", "b");

      listening.awaitData("a", "b");
      soon().until(() -> listening.status().handedOn() == 2);
      assertThat(listening.status()).isEqualTo(new RedisStatus(true, 4, 2, 0, 2, 0, 1, 0));
    }
  }

  private static void refuse(Event event) {
    if (event.data().equals("bad")) {
      throw new IllegalStateException("refused");
    }
    if (event.data().equals("error")) {
      throw new AssertionError("refused");
    }
  }

  @Test
  void sink_slowerThanTheSilenceLimit_keepsTheConnection() throws InterruptedException {
    CountDownLatch slow = new CountDownLatch(1);
    try (Listening listening =
        Listening.with(settings(server.url(), "sse"), event -> awaitQuietly(slow))) {
      listening.awaitConnected();
      publish(server, "sse", "a", "b");
      assertThat(slow.await(5 * Listening.PING_INTERVAL.toMillis(), MILLISECONDS)).isFalse();
      slow.countDown();

      listening.awaitData("a", "b");
      assertThat(listening.status().connects()).isEqualTo(1);
    }
  }

  @Test
  void idle_longerThanTheSilenceLimit_staysConnected() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    try (Listening listening = Listening.to(server, "sse").awaitConnected()) {
      assertThat(never.await(8 * Listening.PING_INTERVAL.toMillis(), MILLISECONDS)).isFalse();

      assertThat(listening.status()).isEqualTo(new RedisStatus(true, 0, 0, 0, 0, 0, 1, 0));
    }
  }

  @Test
  void connection_isOneAndSpeaksResp2() {
    try (Listening listening = Listening.to(server, "only.*").awaitConnected();
        Jedis jedis = new Jedis(server.url())) {
      String ours =
          jedis.clientList().lines().filter(line -> line.contains(" psub=1 ")).findFirst().get();

      assertThat(ours).contains("name=freshet").doesNotContain("resp=3");
      assertThat(listening.status().connects()).isEqualTo(1);
    }
  }

  @Test
  void url_withPasswordAndDatabase_isUsed() {
    try (RedisServer locked = RedisServer.startWith("--requirepass", "p@ss:word");
        Listening listening = Listening.with(settings(lockedUrl(locked), "sse"));
        Jedis jedis = new Jedis(lockedUrl(locked))) {
      listening.awaitConnected();
      jedis.publish("sse", "a");

      listening.awaitData("a");
      assertThat(jedis.clientList()).containsPattern("name=freshet .* db=3 ");
    }
  }

  private static URI lockedUrl(RedisServer server) {
    return URI.create("redis://:p%40ss%3Aword@127.0.0.1:" + server.port() + "/3");
  }

  @Test
  void start_twiceOrAfterClose_isRefused() {
    try (Listening listening = Listening.to(server, "sse")) {
      assertThatIllegalStateException().isThrownBy(listening.subscription::start);
      listening.assertClosesPromptly();

      assertThatIllegalStateException().isThrownBy(listening.subscription::start);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void message_whileAnotherNodeTakesThem_isHeardAndLeft() {
    try (RedisServer server = RedisServer.start();
        Listening listening = Listening.to(server, "sse").awaitConnected()) {
      listening.isOurs = false;
      publish(server, "sse", "theirs", "{\"type\": \"not even readable\"}");
      soon().until(() -> listening.status().leftToOthers() == 2);
      listening.isOurs = true;
      publish(server, "sse", "ours");

      listening.awaitData("ours");
      assertThat(listening.status().handedOn()).isEqualTo(1);
      assertThat(listening.status().unreadable()).isZero();
    }
  }
}
