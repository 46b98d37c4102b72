package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.backend.FlaskPublisher;
import dev.freshet.event.Event;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.testing.RedisServer;
import org.junit.jupiter.api.Test;

/** Events that go from Java to subscribers of flask_sse. */
class FlaskPublisherTest {

  @Test
  void publish_event_reachesWhoListensToTheChannel() {
    try (RedisServer redis = RedisServer.start();
        OneLog node = OneLog.in(redis).awaitConnected();
        Listening listening = Listening.to(redis, "sse").awaitConnected()) {
      FlaskPublisher publisher = node.log.flaskPublisher();
      Event event = Event.on("sse").data("é").type("greeting").id("7").retryMillis(9).build();

      assertThat(OneLog.join(publisher.publish("sse", event))).isEqualTo(1);
      assertThat(OneLog.join(publisher.publish("nobody", event))).isZero();
      Listening.soon().until(() -> listening.events.size() == 1);
      assertThat(listening.events).containsExactly(event);
      assertThat(node.told).isEmpty();
    }
  }

  @Test
  void publish_withoutRedis_fails() {
    RedisServer redis = RedisServer.start();
    try (redis;
        OneLog node = OneLog.in(redis).awaitConnected()) {
      redis.kill();
      node.awaitDisconnected();

      assertThatThrownBy(
              () -> OneLog.join(node.log.flaskPublisher().publish("sse", Event.of("sse", "x"))))
          .hasRootCauseInstanceOf(LogUnavailableException.class);
      assertThatThrownBy(
              () -> OneLog.join(FlaskPublisher.NONE.publish("sse", Event.of("sse", "x"))))
          .hasRootCauseInstanceOf(LogUnavailableException.class);
    }
  }
}
