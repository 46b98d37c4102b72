package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.RedisServer;
import dev.freshet.testing.Status;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** A server that listens to a real Redis, and has room for three streams. */
class RedisIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static RedisServer redis;
  private static FreshetServer server;

  @BeforeAll
  static void start() {
    redis = RedisServer.startDurable();
    server =
        FreshetServer.start(
            Map.of(
                "FRESHET_REDIS_URL", redis.url().toString(),
                "FRESHET_REDIS_CHANNELS", "sse, news.*",
                "FRESHET_HEARTBEAT", "500ms",
                "FRESHET_MAX_STREAMS", "3"));
    awaitConnected(true);
  }

  @AfterAll
  static void stop() {
    server.close();
    redis.close();
  }

  private static JsonObject status() {
    return Status.of(server).part("redis").getJsonObject("subscription");
  }

  private static void awaitConnected(boolean connected) {
    await().atMost(PATIENCE).until(() -> status().getBoolean("connected") == connected);
  }

  private static void awaitNobody() {
    await().atMost(PATIENCE).until(() -> Status.of(server).number("streams") == 0);
  }

  private static void publish(String channel, String message) {
    try (Jedis jedis = new Jedis("localhost", redis.port())) {
      assertThat(jedis.publish(channel, message)).isEqualTo(1);
    }
  }

  @Test
  void flaskMessage_andPlainText_reachTheFlaskDoorAndTheMercureDoor() {
    awaitNobody();
    try (RawStream flask = RawStream.open(server.uri("/stream"));
        RawStream mercure = RawStream.open(server.uri("/.well-known/mercure?topic=news.%7Bx%7D"))) {
      await().until(() -> flask.comments() > 0 && mercure.comments() > 0);

      publish("sse", "{\"data\": {\"message\": \"Hello!\"}, \"type\": \"greeting\"}");
      publish("sse", "plain text\n");
      publish("news.local", "{\"data\": \"x\", \"id\": 5}");

      await().until(() -> flask.events().size() == 2 && mercure.events().size() == 1);
      assertThat(flask.data()).containsExactly("{\"message\": \"Hello!\"}", "plain text\n");
      assertThat(flask.events().get(0).type()).isEqualTo("greeting");
      assertThat(mercure.events().get(0).id()).isEqualTo("5");
    }
  }

  @Test
  void redisStoppedAndStarted_streamsStayOpenAndEventsComeAgain() {
    awaitNobody();
    try (RawStream stream = RawStream.open(server.uri("/stream"))) {
      await().until(() -> stream.comments() > 0);
      publish("sse", "before");
      await().until(() -> stream.data().size() == 1);

      redis.kill();
      awaitConnected(false);
      int comments = stream.comments();
      await().atMost(PATIENCE).until(() -> stream.comments() > comments + 2);
      redis.restart();
      awaitConnected(true);
      publish("sse", "after");

      await().until(() -> stream.data().size() == 2);
      assertThat(stream.data()).containsExactly("before", "after");
      assertThat(stream.hasEnded()).isFalse();
    }
  }

  @Test
  void unreadableMessage_isCountedAndHarmsNobody() {
    awaitNobody();
    int before = status().getInt("unreadable");
    try (RawStream stream = RawStream.open(server.uri("/stream"))) {
      await().until(() -> stream.comments() > 0);

      publish("sse", "{\"type\": \"x\"}");
      publish("sse", "end");

      await().until(() -> stream.data().size() == 1);
      assertThat(stream.data()).containsExactly("end");
      assertThat(status().getInt("unreadable")).isEqualTo(before + 1);
    }
  }

  @Test
  void oneStreamTooMany_is503WithRetryAfter() {
    awaitNobody();
    try (RawStream a = RawStream.open(server.uri("/stream"));
        RawStream b = RawStream.open(server.uri("/stream"));
        RawStream c = RawStream.open(server.uri("/stream"))) {
      await().until(() -> a.comments() > 0 && b.comments() > 0 && c.comments() > 0);

      HttpResponse<String> refused = Publisher.get(server.uri("/.well-known/mercure?topic=t"));

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(refused.headers().firstValue("Retry-After"))
          .hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
      assertThat(Status.of(server).number("refused")).isPositive();
    }
  }
}
