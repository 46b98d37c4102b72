package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.health.Health;
import dev.freshet.health.Service;
import dev.freshet.log.Follower;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Term;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A hub that throws while it is told of the log. */
class FollowerFailureTest {
  private static final class Fragile implements Follower {
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<EventId> gaps = new CopyOnWriteArrayList<>();

    @Override
    public void logged(LoggedEvent event) {
      switch (event.event().data()) {
        case "exception" -> throw new IllegalStateException("a test");
        case "error" -> throw new StackOverflowError("a test");
        case "memory" -> throw new OutOfMemoryError("a test");
        default -> told.add(event.event().data());
      }
    }

    @Override
    public void resumed(EventId position, boolean complete) {
      if (!complete) {
        gaps.add(position);
      }
    }
  }

  @Test
  void dispatchThatThrows_isAGapAndNoLostConnection() {
    Fragile hub = new Fragile();
    Health health = Health.ofSystem();
    ExecutorService threads = Executors.newCachedThreadPool();
    try (RedisServer redis = RedisServer.start();
        RedisLog log =
            new RedisLog(
                OneLog.settings(redis.url()),
                RandomGenerator.getDefault(),
                threads,
                threads,
                health)) {
      log.follow(hub);
      OneLog.soon().until(() -> log.status().following() && log.status().publishing());
      for (String data : List.of("a", "exception", "b", "error", "memory", "c")) {
        OneLog.join(log.append(Event.of("t", data), Term.ANY));
      }

      OneLog.soon().untilAsserted(() -> assertThat(hub.told).containsExactly("a", "b", "c"));
      Service follower = health.service("follower", Duration.ZERO);
      assertThat(hub.gaps).hasSize(3);
      assertThat(log.gaps().count()).isEqualTo(3);
      assertThat(follower.failures()).isEqualTo(3);
      assertThat(log.status().following()).isTrue();
      OneLog.soon().until(follower::isHealthy);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void redisAway_showsInTheHealthOfEachService() {
    try (RedisServer redis = RedisServer.start();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      Service follower = node.health.service("follower", Duration.ZERO);
      Service pipeline = node.health.service("pipeline", Duration.ZERO);
      OneLog.soon().until(() -> node.health.isHealthy());
      redis.kill();
      OneLog.soon().until(() -> !follower.isHealthy() && !pipeline.isHealthy());

      assertThat(follower.reason()).contains("Not connected");
      assertThat(follower.failures()).as("no failure of its own").isZero();
      redis.restart();
      OneLog.soon().until(() -> node.health.isHealthy());
    }
  }
}
