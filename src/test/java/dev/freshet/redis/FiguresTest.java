package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.event.Event;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.Term;
import dev.freshet.testing.RedisServer;
import org.junit.jupiter.api.Test;

/** What Redis says of itself. */
class FiguresTest {
  @Test
  void figures_areThoseOfTheServerAndTheLog() {
    try (RedisServer redis = RedisServer.start();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      for (int i = 0; i < 3; i++) {
        OneLog.join(node.log.append(Event.of("t", "d"), Term.ANY, null));
      }

      Figures figures = node.log.figures();

      assertThat(figures.usedMemory()).isGreaterThan(100_000);
      assertThat(figures.clients()).isGreaterThanOrEqualTo(2);
      assertThat(figures.opsPerSecond()).isNotNegative();
      assertThat(figures.logLength()).isEqualTo(3);
      assertThat(figures.pingNanos()).isPositive();
    }
  }

  @Test
  void redisAway_saysSo() {
    try (RedisServer redis = RedisServer.start();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      redis.kill();
      node.awaitDisconnected();

      assertThatThrownBy(node.log::figures).isInstanceOf(LogUnavailableException.class);
    }
  }

  @Test
  void field_thatIsNotThereOrNoNumber_isNull() {
    String info = "# Memory\r\nused_memory:1048576\r\nused_memory_human:1.00M\r\nother:x\r\n";

    assertThat(Figures.number(info, "used_memory")).isEqualTo(1_048_576);
    assertThat(Figures.number(info, "other")).isNull();
    assertThat(Figures.number(info, "memory")).isNull();
    assertThat(Figures.number("", "used_memory")).isNull();
  }
}
