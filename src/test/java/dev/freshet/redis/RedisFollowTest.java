package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.Term;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.XAddParams;

/** A Redis that stops, hangs, forgets or comes back empty, and what the followers are told. */
class RedisFollowTest {
  private static final Subscription ALL = Subscription.to(Selector.of("*"));

  private static void command(RedisServer redis, Consumer<Jedis> command) {
    try (Jedis jedis = new Jedis(redis.url())) {
      command.accept(jedis);
    }
  }

  private static Map<String, String> fields(String... namesAndValues) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  @Test
  void redisRestarted_followsOnWhereItWas() {
    try (RedisServer redis = RedisServer.startDurable();
        OneLog a = OneLog.in(redis).awaitConnected();
        OneLog b = OneLog.in(redis).awaitConnected()) {
      a.append("t", "1");
      redis.kill();
      a.awaitDisconnected();
      b.awaitDisconnected();
      redis.restart();
      a.awaitConnected();
      a.append("t", "2");
      b.awaitConnected();

      a.awaitData("1", "2");
      b.awaitData("1", "2");
      assertThat(a.gaps).isEmpty();
      assertThat(b.gaps).isEmpty();
      assertThat(b.resumed).hasSizeGreaterThan(1);
    }
  }

  @Test
  void append_whileRedisIsAway_failsAtOnce() {
    try (RedisServer redis = RedisServer.start();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      redis.kill();
      node.awaitDisconnected();

      long before = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> node.append("t", "x"))
            .hasRootCauseInstanceOf(LogUnavailableException.class);
      }
      assertThatThrownBy(() -> node.locate(ALL, "earliest"))
          .isInstanceOf(LogUnavailableException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void redisKilledUnderLoad_losesNoAcceptedEventAndKeepsTheOrder() {
    try (RedisServer redis = RedisServer.startDurable();
        OneLog a = OneLog.in(redis).awaitConnected();
        OneLog b = OneLog.in(redis).awaitConnected()) {
      List<EventId> accepted = new ArrayList<>();
      for (int i = 0; i < 3000; i++) {
        if (i == 1000) {
          redis.kill();
        } else if (i == 1500) {
          redis.restart();
          a.awaitConnected();
        }
        a.log
            .append(Event.of("t", Integer.toString(i)), Term.ANY)
            .whenComplete(
                (position, failure) -> {
                  if (position != null) {
                    synchronized (accepted) {
                      accepted.add(position);
                    }
                  }
                });
      }
      EventId last = a.append("t", "last");

      OneLog.soon().until(() -> b.log.status().position().equals(last));
      List<EventId> told = b.told.stream().map(event -> event.position()).toList();
      synchronized (accepted) {
        assertThat(told).containsAll(accepted).isSorted().doesNotHaveDuplicates();
        assertThat(accepted).hasSizeGreaterThan(1000);
      }
      assertThat(b.gaps).isEmpty();
    }
  }

  @Test
  void redisHangs_isNoticedAndOvercome() {
    try (RedisServer redis = RedisServer.start();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      redis.pause();
      node.awaitDisconnected();
      redis.resume();
      node.awaitConnected();
      node.append("t", "a");

      node.awaitData("a");
      assertThat(node.gaps).isEmpty();
    }
  }

  @Test
  void redisBackEmpty_isAGapAndIdsGoOnUpwards() {
    try (RedisServer redis = RedisServer.start();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      EventId before = node.append("t", "a");
      node.awaitData("a");
      redis.restart();
      OneLog.soon().until(() -> node.gaps.size() == 1);
      OneLog.soon().until(() -> node.log.status().publishing());

      assertThat(node.locate(ALL, before.toString()).complete()).isFalse();
      EventId after = node.append("t", "b");
      node.awaitData("a", "b");
      assertThat(after.isAfter(before)).isTrue();
      assertThat(node.gaps).hasSize(1);
      assertThat(node.locate(ALL, before.toString()).complete()).isFalse();
      assertThat(node.read(ALL, EventId.NONE, after)).containsExactly("b");
    }
  }

  @Test
  void logEmptiedWhileConnected_isAGapBeforeTheNextEvent() {
    try (RedisServer redis = RedisServer.start();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      node.append("t", "a");
      node.awaitData("a");
      command(redis, Jedis::flushAll);
      node.append("t", "b");

      node.awaitData("a", "b");
      assertThat(node.gaps).hasSize(1);
    }
  }

  @Test
  void clockOfRedisBehind_idsStillGoUp() {
    try (RedisServer redis = RedisServer.start();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      String future = System.currentTimeMillis() + 3_600_000 + "-5";
      command(redis, jedis -> jedis.hset("{freshet}:state", "above", future));
      EventId first = node.append("t", "a");
      EventId second = node.append("t", "b");

      assertThat(first).isEqualTo(EventId.parse(future).orElseThrow().next(0));
      assertThat(second).isEqualTo(first.next(0));
      node.awaitData("a", "b");
    }
  }

  @Test
  void nodeThatReadsTooLate_isToldOfTheGap() {
    TopicBounds topics = OneLog.bounds(10, Duration.ofHours(1));
    try (RedisServer redis = RedisServer.start();
        OneLog slow = OneLog.with(OneLog.settings(redis.url(), 10, topics)).awaitConnected()) {
      EventId seen = slow.append("t", "seen");
      slow.awaitData("seen");
      command(
          redis,
          jedis -> {
            // All at once, so that nobody can read in between.
            var batch = jedis.multi();
            String place = seen.toString();
            for (int i = 1; i <= 500; i++) {
              String next = seen.millis() + 1000 + "-" + i;
              batch.xadd(
                  "{freshet}:log",
                  XAddParams.xAddParams().id(next).maxLen(5),
                  fields("prev", place, "topic", "t", "data", "late " + i));
              place = next;
            }
            batch.exec();
          });

      OneLog.soon().until(() -> slow.data().contains("late 500"));
      assertThat(slow.gaps).hasSize(1);
      assertThat(slow.data()).doesNotContain("late 1");
    }
  }

  @Test
  void poisonInTheLog_isCountedAndSkipped() {
    try (RedisServer redis = RedisServer.start();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      EventId a = node.append("t", "a");
      String poison = a.millis() + 1000 + "-0";
      command(
          redis,
          jedis -> {
            jedis.xadd(
                "{freshet}:log",
                XAddParams.xAddParams().id(poison),
                fields("prev", a.toString(), "junk", "\u0000"));
            jedis.hset("{freshet}:state", "last", poison);
          });
      node.append("t", "b");

      node.awaitData("a", "b");
      assertThat(node.log.status().unreadable()).isEqualTo(1);
      assertThat(node.gaps).isEmpty();
    }
  }

  @Test
  void entryThatTheScriptDidNotAppend_isAGapAndHoldsNobodyUp() {
    try (RedisServer redis = RedisServer.start();
        OneLog node = OneLog.in(redis).awaitConnected()) {
      node.append("t", "a");
      command(
          redis,
          jedis ->
              jedis.xadd(
                  "{freshet}:log",
                  XAddParams.xAddParams(),
                  fields("prev", "junk", "topic", "t", "data", "stranger")));
      node.append("t", "b");

      node.awaitData("a", "stranger", "b");
      assertThat(node.gaps).isNotEmpty();
    }
  }

  @Test
  void hubThatWasEmptyWhenRedisWent_missesNothingAfterwards() {
    try (RedisServer redis = RedisServer.startDurable();
        OneLog waiting = OneLog.in(redis).awaitConnected()) {
      redis.kill();
      waiting.awaitDisconnected();
      redis.restart();
      OneLog.eval(redis, "append.lua", "topic", "t", "data", "first");
      waiting.awaitConnected();

      waiting.awaitData("first");
    }
  }

  @Test
  void redisAwayAtTheStart_isFollowedWhenItComes() {
    RedisServer redis = RedisServer.start();
    redis.kill();
    try (redis;
        OneLog node = OneLog.in(redis)) {
      assertThat(node.log.status().following()).isFalse();
      redis.restart();
      node.awaitConnected();
      node.append("t", "a");

      node.awaitData("a");
      assertThat(node.gaps).isEmpty();
    }
  }

  @Test
  void close_whileRedisHangs_takesNoTime() {
    try (RedisServer redis = RedisServer.start()) {
      OneLog node = OneLog.in(redis).awaitConnected();
      redis.pause();
      long before = System.nanoTime();
      node.close();

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
      redis.resume();
    }
  }
}
