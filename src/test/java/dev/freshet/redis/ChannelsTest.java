package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.event.Event;
import dev.freshet.testing.RedisServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {

  @Test
  void parse_namesPatternsAndTopics_areKept() {
    Channels channels = Channels.parse("sse, a:b,news.*, orders.* = /orders/{channel} ,all=one,");

    assertThat(channels.names()).containsExactly("a:b", "all", "sse");
    assertThat(channels.patterns()).containsExactly("news.*", "orders.*");
    assertThat(channels.topic("sse", "sse")).isEqualTo("sse");
    assertThat(channels.topic("news.*", "news.local")).isEqualTo("news.local");
    assertThat(channels.topic("orders.*", "orders.7")).isEqualTo("/orders/orders.7");
    assertThat(channels.topic("all", "all")).isEqualTo("one");
  }

  @Test
  void parse_globCharacters_makePatterns() {
    assertThat(Channels.parse("h?llo,[ab],x").patterns()).containsExactly("[ab]", "h?llo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " , ", "=topic", "sse=", "sse, a="})
  void parse_withoutNameOrTopic_isRefused(String list) {
    assertThatIllegalArgumentException().isThrownBy(() -> Channels.parse(list));
  }

  @Test
  void message_onAMappedChannel_goesToItsTopic() {
    try (RedisServer server = RedisServer.start();
        Listening listening =
            Listening.with(
                Listening.settings(
                    server.url().toString(),
                    new Channels(Map.of("o.*", "/orders/{channel}", "x", "y"))))) {
      listening.awaitConnected();
      Listening.publish(server, "o.7", "shipped");
      Listening.publish(server, "x", "plain");

      listening.awaitData("shipped", "plain");
      assertThat(listening.events)
          .containsExactly(Event.of("/orders/o.7", "shipped"), Event.of("y", "plain"));
    }
  }
}
