package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.log.Term;
import dev.freshet.testing.Cluster;
import dev.freshet.testing.Crowd;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the log in Redis costs and what it takes; prints figures, and asserts only that all came.
 */
@Tag("bench")
class RedisBenchIT {
  private static final int WARM_UP = 2000;
  private static final int EVENTS = 3000;
  private static final int APPENDS = 200_000;
  private static final int IN_FLIGHT = 2000;
  private static final long NANOS_PER_MICRO = 1000;

  /** One stream, and how long after its publishing each event came. */
  private static final class Listener implements AutoCloseable {
    private final List<Long> micros = Collections.synchronizedList(new ArrayList<>());
    private final Crowd crowd;

    Listener(FreshetServer node) {
      crowd =
          Crowd.open(
              node.uri("/.well-known/mercure?topic=bench"),
              1,
              (member, event) ->
                  micros.add((System.nanoTime() - Long.parseLong(event.data())) / NANOS_PER_MICRO));
    }

    long percentile(int percent) {
      List<Long> measured = new ArrayList<>(micros.subList(WARM_UP, micros.size()));
      Collections.sort(measured);
      return measured.get(measured.size() * percent / 100);
    }

    @Override
    public void close() {
      crowd.close();
    }
  }

  @Test
  void latency_fromOneNodeToAnother() {
    try (Cluster cluster = Cluster.start(2, Map.of());
        FreshetServer alone = FreshetServer.start(Map.of("FRESHET_HEARTBEAT", "1s"));
        Listener a = new Listener(cluster.node(0));
        Listener b = new Listener(cluster.node(1));
        Listener memory = new Listener(alone)) {
      Publisher shared = new Publisher(cluster.node(0));
      Publisher single = new Publisher(alone);
      for (int i = 0; i < WARM_UP + EVENTS; i++) {
        shared.publish("bench", Long.toString(System.nanoTime()));
        single.publish("bench", Long.toString(System.nanoTime()));
      }
      for (Listener listener : List.of(a, b, memory)) {
        await().until(() -> listener.micros.size() == WARM_UP + EVENTS);
      }

      print("one node, log in memory", memory);
      print("published at A, read at A", a);
      print("published at A, read at B", b);
      System.out.printf(
          "added by Redis and the other node: p50 %d µs%n",
          b.percentile(50) - memory.percentile(50));
    }
  }

  private static void print(String what, Listener listener) {
    System.out.printf(
        "%-28s p50 %6d µs   p99 %6d µs%n", what, listener.percentile(50), listener.percentile(99));
  }

  @Test
  void appends_fromOneNode() throws Exception {
    try (RedisServer redis = RedisServer.startWith("--appendonly", "yes");
        OneLog node = OneLog.in(redis).awaitConnected()) {
      Event event = Event.of("bench", "x".repeat(100));
      for (int round = 1; round <= 5; round++) {
        node.told.clear();
        Semaphore room = new Semaphore(IN_FLIGHT);
        CountDownLatch accepted = new CountDownLatch(APPENDS);
        long begin = System.nanoTime();
        for (int i = 0; i < APPENDS; i++) {
          room.acquire();
          node.log
              .append(event, Term.ANY)
              .thenRun(
                  () -> {
                    room.release();
                    accepted.countDown();
                  });
        }
        assertThat(accepted.await(60, TimeUnit.SECONDS)).isTrue();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
            "round %d: %.0f events/s accepted by Redis (AOF, fsync each second)%n",
            round, APPENDS / seconds);
      }
      EventId end = node.append("bench", "end");
      await().atMost(Duration.ofSeconds(30)).until(() -> node.log.status().position().equals(end));
    }
  }
}
