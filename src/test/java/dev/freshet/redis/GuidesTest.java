package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;

class GuidesTest {
  private static final HostAndPort A = new HostAndPort("a", 1);
  private static final HostAndPort B = new HostAndPort("b", 1);
  private static final HostAndPort C = new HostAndPort("c", 1);
  private static final HostAndPort SERVER = new HostAndPort("server", 1);
  private static final HostAndPort OLD_SERVER = new HostAndPort("old", 1);

  private final Guides guides =
      new Guides(List.of(A, B), DefaultJedisClientConfig.builder().build());

  /** What each knows; who is not there fails. */
  private final Map<HostAndPort, Guides.Direction> answers = new HashMap<>();

  private final List<HostAndPort> asked = new ArrayList<>();

  /** A connection that never opens and can be closed. */
  private final Dial dial = (server, config) -> new Connection();

  private HostAndPort ask() {
    asked.clear();
    return guides.ask(dial, this::answer);
  }

  private Guides.Direction answer(HostAndPort guide, Connection connection) {
    asked.add(guide);
    Guides.@Nullable Direction answer = answers.get(guide);
    if (answer == null) {
      throw new JedisConnectionException(guide + " is away");
    }
    return answer;
  }

  private static Guides.Direction sure(HostAndPort... guides) {
    return new Guides.Direction(SERVER, /* isSure= */ true, List.of(guides));
  }

  private static Guides.Direction unsure(HostAndPort server) {
    return new Guides.Direction(server, /* isSure= */ false, List.of());
  }

  @Test
  void ask_firstIsAway_asksTheNextAndBeginsWithItLater() {
    answers.put(B, sure());

    assertThat(ask()).isEqualTo(SERVER);
    assertThat(asked).containsExactly(A, B);
    assertThat(ask()).isEqualTo(SERVER);
    assertThat(asked).containsExactly(B);
  }

  @Test
  void ask_othersLearnt_areAskedBeforeTheGiven() {
    answers.put(A, sure(C, A));
    ask();
    answers.clear();
    answers.put(B, sure());

    assertThat(ask()).isEqualTo(SERVER);
    assertThat(asked).containsExactly(A, C, B);
  }

  @Test
  void ask_learntAnew_forgetsWhoIsNoLongerOne() {
    answers.put(A, sure(C));
    ask();
    answers.put(A, sure());
    ask();
    answers.clear();

    assertThatExceptionOfType(JedisConnectionException.class).isThrownBy(this::ask);
    assertThat(asked).containsExactly(A, B);
  }

  @Test
  void ask_firstIsUnsure_believesTheNext() {
    answers.put(A, unsure(OLD_SERVER));
    answers.put(B, sure());

    assertThat(ask()).isEqualTo(SERVER);
  }

  @Test
  void ask_allAreUnsure_takesTheFirstAnswer() {
    answers.put(A, unsure(SERVER));
    answers.put(B, unsure(OLD_SERVER));

    assertThat(ask()).isEqualTo(SERVER);
    ask();
    assertThat(asked).containsExactly(A, B);
  }

  @Test
  void ask_nobodyKnows_failsWithAllReasons() {
    assertThatExceptionOfType(JedisConnectionException.class)
        .isThrownBy(this::ask)
        .satisfies(
            e ->
                assertThat(Stream.of(e.getSuppressed()).map(Throwable::getMessage))
                    .containsExactly("a:1 is away", "b:1 is away"));
  }
}
