package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.log.FencedException;
import dev.freshet.log.KeyReusedException;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.Term;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** What becomes of an event that one node appends. */
class RedisAppendTest {
  private static RedisServer redis;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void empty() {
    redis("flushall");
  }

  private static void redis(String command) {
    try (Jedis jedis = new Jedis(redis.url())) {
      if (command.equals("flushall")) {
        jedis.flushAll();
      } else {
        jedis.scriptFlush();
      }
    }
  }

  @Test
  void append_event_reachesEveryNodeWhole() {
    Event event =
        Event.on("/books/1")
            .topic("été")
            .data("line\r\n\0 € 😀")
            .type("changed")
            .id("mine")
            .retryMillis(7)
            .isPrivate(true)
            .build();
    try (OneLog a = OneLog.in(redis).awaitConnected();
        OneLog b = OneLog.in(redis).awaitConnected()) {
      EventId position = a.append(event);

      OneLog.soon().until(() -> a.told.size() == 1 && b.told.size() == 1);
      assertThat(a.told.get(0).event()).isEqualTo(event);
      assertThat(b.told.get(0).event()).isEqualTo(event);
      assertThat(b.told.get(0).position()).isEqualTo(position);
      assertThat(b.told.get(0).wire()).isEqualTo(a.told.get(0).wire());
    }
  }

  @Test
  void append_byManyThreadsAtTwoNodes_isToldToBothInOneOrder() throws Exception {
    ExecutorService publishers = Executors.newFixedThreadPool(8);
    try (OneLog a = OneLog.in(redis).awaitConnected();
        OneLog b = OneLog.in(redis).awaitConnected()) {
      List<CompletableFuture<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        OneLog node = thread % 2 == 0 ? a : b;
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < 250; i++) {
                    node.append("t", "x");
                  }
                },
                publishers));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();

      OneLog.soon().until(() -> a.told.size() == 2000 && b.told.size() == 2000);
      List<EventId> order = a.told.stream().map(event -> event.position()).toList();
      assertThat(order).isSorted().doesNotHaveDuplicates();
      assertThat(b.told).extracting(event -> event.position()).isEqualTo(order);
      assertThat(a.gaps).isEmpty();
      assertThat(b.gaps).isEmpty();
    } finally {
      publishers.shutdownNow();
    }
  }

  @Test
  void append_withoutWaiting_keepsTheOrderOfTheCalls() {
    try (OneLog node = OneLog.in(redis).awaitConnected()) {
      List<CompletionStage<EventId>> stages = new ArrayList<>();
      for (int i = 0; i < 3000; i++) {
        stages.add(node.log.append(Event.of("t", Integer.toString(i)), Term.ANY));
      }
      List<EventId> places = stages.stream().map(OneLog::join).toList();

      assertThat(places).isSorted().doesNotHaveDuplicates();
      OneLog.soon().until(() -> node.told.size() == 3000);
      assertThat(node.data()).startsWith("0", "1").endsWith("2998", "2999");
    }
  }

  @Test
  void append_withoutWaitingForASlowRedis_isRefusedBeforeTheHeapIsFull() {
    try (RedisServer slow = RedisServer.start();
        OneLog node = OneLog.in(slow).awaitConnected()) {
      slow.pause();
      Event large = Event.of("t", "x".repeat(1024 * 1024));
      List<CompletableFuture<EventId>> stages = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        stages.add(node.log.append(large, Term.ANY).toCompletableFuture());
      }
      assertThat(stages)
          .filteredOn(CompletableFuture::isCompletedExceptionally)
          .hasSizeGreaterThan(100);
      slow.resume();
      OneLog.soon().until(() -> stages.stream().allMatch(CompletableFuture::isDone));
      node.awaitConnected();
      EventId last = node.append("t", "last");

      OneLog.soon().until(() -> node.log.status().position().equals(last));
    }
  }

  @Test
  void append_afterRedisForgotTheScripts_works() {
    try (OneLog node = OneLog.in(redis).awaitConnected()) {
      node.append("t", "a");
      redis("script flush");
      List<CompletionStage<EventId>> stages = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        stages.add(node.log.append(Event.of("t", "b" + i), Term.ANY));
      }

      assertThat(stages.stream().map(OneLog::join)).isSorted();
      OneLog.soon().until(() -> node.told.size() == 11);
    }
  }

  @Test
  void append_withAKeyThatWasUsedAtAnotherNode_appendsOnce() {
    Event event = Event.on("t").topic("u").data("a").build();
    try (OneLog a = OneLog.in(redis).awaitConnected();
        OneLog b = OneLog.in(redis).awaitConnected();
        Jedis jedis = new Jedis(redis.url())) {
      EventId first = OneLog.join(a.log.append(event, Term.ANY, "k"));

      assertThat(OneLog.join(b.log.append(event, Term.ANY, "k"))).isEqualTo(first);
      assertThatThrownBy(() -> OneLog.join(b.log.append(Event.of("t", "a"), Term.ANY, "k")))
          .hasRootCauseInstanceOf(KeyReusedException.class);
      b.append("t", "end");
      a.awaitData("a", "end");
      assertThat(jedis.pttl("{freshet}:key:k")).isBetween(290_000L, 300_000L);
    }
  }

  @Test
  void append_fieldsThatReadAlikeWhenJoined_areDifferentEventsUnderAKey() {
    String key = "k";
    OneLog.eval(redis, "append.lua", "topic", "t", "data", "a\0b", "key", key);

    assertThatThrownBy(
            () ->
                OneLog.eval(
                    redis, "append.lua", "topic", "t", "data", "a", "type", "b\0", "key", key))
        .isInstanceOf(JedisDataException.class);
    assertThatThrownBy(
            () ->
                OneLog.eval(
                    redis, "append.lua", "topic", "t", "data", "a", "type", "b", "key", key))
        .hasMessageStartingWith("REUSED");
    assertThat(OneLog.eval(redis, "append.lua", "topic", "t", "data", "a\0b", "key", key))
        .isNotNull();
  }

  @Test
  void append_anotherEventWithAKey_isComparedByASha256() {
    try (OneLog node = OneLog.in(redis).awaitConnected();
        Jedis jedis = new Jedis(redis.url())) {
      EventId place = OneLog.join(node.log.append(Event.of("t", "Aa"), Term.ANY, "k"));

      assertThat(jedis.get("{freshet}:key:k")).matches(place + " [0-9a-f]{64}");
      assertThatThrownBy(() -> OneLog.join(node.log.append(Event.of("t", "BB"), Term.ANY, "k")))
          .hasRootCauseInstanceOf(KeyReusedException.class);
    }
  }

  @Test
  void append_underATermThatIsOver_isRefusedAndToldToNobody() {
    try (OneLog node = OneLog.in(redis).awaitConnected()) {
      OneLog.eval(redis, "lease.lua", "me", "10000", "6");

      assertThat(OneLog.join(node.log.append(Event.of("t", "a"), new Term(7)))).isNotNull();
      assertThatThrownBy(() -> OneLog.join(node.log.append(Event.of("t", "b"), new Term(6))))
          .hasRootCauseInstanceOf(FencedException.class);
      node.append("t", "c");

      node.awaitData("a", "c");
    }
  }

  @Test
  void append_whileRedisIsFull_failsAndLaterWorks() {
    try (RedisServer small = RedisServer.startWith("--maxmemory", "3mb");
        OneLog node = OneLog.in(small).awaitConnected();
        Jedis jedis = new Jedis(small.url())) {
      jedis.configSet("maxmemory", "1");

      assertThatThrownBy(() -> node.append("t", "a"))
          .hasRootCauseInstanceOf(LogUnavailableException.class)
          .rootCause()
          .hasMessageStartingWith("Redis did not take the event: OOM");
      jedis.configSet("maxmemory", "0");
      node.append("t", "b");

      node.awaitData("b");
    }
  }

  @Test
  void topics_keepTheirOwnHistoryBoundedByPrefix() {
    TopicBounds topics =
        new TopicBounds(
            Map.of(
                "", new TopicBounds.Bounds(100, Duration.ofHours(1)),
                "noisy/", new TopicBounds.Bounds(3, Duration.ofMinutes(1)),
                "noisy/not", new TopicBounds.Bounds(50, Duration.ofMinutes(2))));
    try (OneLog node = OneLog.with(OneLog.settings(redis.url(), 10, topics)).awaitConnected();
        Jedis jedis = new Jedis(redis.url())) {
      for (int i = 0; i < 60; i++) {
        node.append(Event.on("quiet").topic("noisy/a").topic("noisy/not/b").data("x").build());
      }

      assertThat(jedis.xlen("{freshet}:topic:quiet")).isEqualTo(60);
      assertThat(jedis.xlen("{freshet}:topic:noisy/a")).isEqualTo(3);
      assertThat(jedis.xlen("{freshet}:topic:noisy/not/b")).isEqualTo(50);
      assertThat(jedis.pttl("{freshet}:topic:noisy/a")).isBetween(50_000L, 60_000L);
      assertThat(jedis.pttl("{freshet}:topic:noisy/not/b")).isBetween(110_000L, 120_000L);
      assertThat(jedis.xlen("{freshet}:log")).isLessThanOrEqualTo(110);
    }
  }

  @Test
  void publishersIds_areKeptWithinBounds() {
    try (OneLog node =
            OneLog.with(OneLog.settings(redis.url(), 20, OneLog.bounds(5, Duration.ofHours(1))))
                .awaitConnected();
        Jedis jedis = new Jedis(redis.url())) {
      for (int i = 0; i < 500; i++) {
        node.append(Event.on("t").id("id-" + i).build());
      }

      assertThat(jedis.hlen("{freshet}:ids:0") + jedis.hlen("{freshet}:ids:1")).isBetween(20L, 40L);
      assertThat(jedis.keys("*").size()).isLessThan(10);
    }
  }
}
