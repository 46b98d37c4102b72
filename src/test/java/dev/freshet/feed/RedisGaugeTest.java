package dev.freshet.feed;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The last known figures of Redis, for who must not wait. */
class RedisGaugeTest {
  private final Queue<Runnable> aside = new ArrayDeque<>();
  private final Asked redis = new Asked();
  private long nanos = 5;
  private final RedisGauge gauge = new RedisGauge(redis, aside::add, () -> nanos);

  private static final class Asked implements RedisFigures {
    boolean isThere = true;
    Optional<JsonObject> answer = Optional.of(Json.createObjectBuilder().add("clients", 3).build());
    int times;

    @Override
    public boolean isThere() {
      return isThere;
    }

    @Override
    public Optional<JsonObject> ask() {
      times++;
      return answer;
    }
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  /** Runs what waits aside. */
  private void answer() {
    while (!aside.isEmpty()) {
      aside.remove().run();
    }
  }

  @Test
  void withoutRedis_isNullAndNobodyIsAsked() {
    redis.isThere = false;

    assertThat(gauge.read()).isEqualTo(JsonValue.NULL);
    assertThat(aside).isEmpty();
  }

  @Test
  void beforeTheFirstAnswer_isNull_andThenHasItWithItsAge() {
    assertThat(gauge.read()).isEqualTo(JsonValue.NULL);
    answer();
    pass(Duration.ofMillis(700));

    assertThat(gauge.read()).hasToString("{\"clients\":3,\"ageMillis\":700}");
  }

  @Test
  void readOften_asksEveryTwoSeconds() {
    for (int i = 0; i < 10; i++) {
      JsonValue unused = gauge.read();
      answer();
      pass(Duration.ofMillis(500));
    }

    assertThat(redis.times).isEqualTo(3);
  }

  @Test
  void redisThatHangs_isAskedOnce_andCountsAsAwayAfterAWhile() {
    JsonValue unused = gauge.read();
    answer();
    for (int i = 0; i < 10; i++) {
      assertThat(gauge.read()).isNotEqualTo(JsonValue.NULL);
      pass(Duration.ofSeconds(1));
    }
    pass(Duration.ofSeconds(1));

    assertThat(aside).hasSize(1);
    assertThat(gauge.read()).isEqualTo(JsonValue.NULL);
  }

  @Test
  void redisThatIsAway_isNullUntilItIsBack() {
    JsonValue unused = gauge.read();
    answer();
    Optional<JsonObject> before = redis.answer;
    redis.answer = Optional.empty();
    pass(Duration.ofSeconds(2));
    unused = gauge.read();
    answer();
    assertThat(gauge.read()).isEqualTo(JsonValue.NULL);

    redis.answer = before;
    pass(Duration.ofSeconds(2));
    unused = gauge.read();
    answer();
    assertThat(gauge.read()).isNotEqualTo(JsonValue.NULL);
  }

  @Test
  void noThread_isTriedAgain() {
    RedisGauge refused =
        new RedisGauge(
            redis,
            task -> {
              throw new RejectedExecutionException();
            },
            () -> nanos);

    assertThat(refused.read()).isEqualTo(JsonValue.NULL);
    pass(Duration.ofSeconds(2));
    assertThat(refused.read()).isEqualTo(JsonValue.NULL);
  }
}
