package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import dev.freshet.log.Term;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** What a client that comes back is given, and what it is told. */
class RedisReplayTest {
  private static final Subscription ALL = to("*");

  private static RedisServer redis;
  private OneLog node;

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void start() {
    try (Jedis jedis = new Jedis(redis.url())) {
      jedis.flushAll();
    }
    node = OneLog.in(redis).awaitConnected();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static Subscription to(String... selectors) {
    return Subscription.to(List.of(selectors).stream().map(Selector::of).toArray(Selector[]::new));
  }

  /** A node with its own bounds, on a Redis that it finds empty. */
  private OneLog bounded(int logEvents, int topicEvents, Duration topicAge) {
    node.close();
    try (Jedis jedis = new Jedis(redis.url())) {
      jedis.flushAll();
    }
    node =
        OneLog.with(OneLog.settings(redis.url(), logEvents, OneLog.bounds(topicEvents, topicAge)))
            .awaitConnected();
    return node;
  }

  @Test
  void read_exactTopicsAndPatterns_areMergedInOrderAndGivenOnce() {
    node.append("a", "1");
    node.append("b", "2");
    node.append(Event.on("a").topic("b").topic("/c/7").data("3").build());
    node.append("/c/8", "4");
    EventId last = node.append("d", "5");

    assertThat(node.read(to("a", "b"), EventId.NONE, last)).containsExactly("1", "2", "3");
    assertThat(node.read(to("b", "/c/{id}"), EventId.NONE, last)).containsExactly("2", "3", "4");
    assertThat(node.read(ALL, EventId.NONE, last)).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void read_privateEvents_areForThoseWithTheRight() {
    node.append(Event.on("t").data("secret").isPrivate(true).build());
    EventId last = node.append("t", "open");
    Set<Selector> t = Set.of(Selector.of("t"));

    assertThat(node.read(new Subscription(t, Set.of()), EventId.NONE, last))
        .containsExactly("open");
    assertThat(node.read(new Subscription(t, t), EventId.NONE, last))
        .containsExactly("secret", "open");
  }

  @Test
  void read_manyEvents_comesInPagesThatAreBoundedInCountAndBytes() {
    List<CompletionStage<EventId>> stages = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      Event event = Event.of("t" + i % 3, Integer.toString(i));
      stages.add(node.log.append(event, Term.ANY));
    }
    EventId last = OneLog.join(stages.get(4999));
    OneLog.join(node.log.append(Event.of("large", "x".repeat(200_000)), Term.ANY));
    OneLog.join(node.log.append(Event.of("large", "y".repeat(200_000)), Term.ANY));
    EventId end = OneLog.join(node.log.append(Event.of("large", "z".repeat(200_000)), Term.ANY));

    Page page = node.log.read(ALL, EventId.NONE, last);
    assertThat(page.events()).hasSize(LogReader.PAGE_EVENTS);
    assertThat(page.complete()).isFalse();
    assertThat(node.log.read(to("large"), last, end).events()).hasSize(2);
    assertThat(node.read(ALL, EventId.NONE, last)).hasSize(5000).startsWith("0", "1", "2");
    assertThat(node.read(to("t0", "t1", "t2"), EventId.NONE, last)).hasSize(2502 + 498);
  }

  @Test
  void locate_aPlace_isComplete() {
    EventId a = node.append("t", "a");
    node.append("t", "b");

    assertThat(node.locate(to("t"), a.toString())).isEqualTo(new Start(a, true));
    assertThat(node.locate(ALL, a.toString())).isEqualTo(new Start(a, true));
    assertThat(node.locate(to("t", "other"), a.toString())).isEqualTo(new Start(a, true));
  }

  @Test
  void locate_aPublishersId_findsItsFirstPlace() {
    EventId mine = node.append(Event.on("t").id("mine").build());
    node.append(Event.on("t").id("mine").build());

    assertThat(node.locate(to("t"), "mine")).isEqualTo(new Start(mine, true));
  }

  private static Subscription seeing(String right, String selector) {
    return new Subscription(Set.of(Selector.of(selector)), Set.of(Selector.of(right)));
  }

  @Test
  void locate_byAnIdOfAPrivateEvent_knowsItOnlyForThoseWhoMaySeeIt() {
    EventId secret = node.append(Event.on("orders").id("order-1").isPrivate(true).build());
    node.append("t", "after");

    for (String selector : List.of("t", "*", "orders")) {
      Start unknown = node.locate(to(selector), "order-2");
      assertThat(unknown.complete()).isFalse();
      assertThat(node.locate(to(selector), "order-1")).isEqualTo(unknown);
      assertThat(node.locate(seeing("other", selector), "order-1")).isEqualTo(unknown);
      assertThat(node.locate(seeing("orders", selector), "order-1"))
          .isEqualTo(new Start(secret, true));
    }
  }

  @Test
  void locate_byAnIdOfAPrivateAndAPublicEvent_knowsThePublicOneForAll() {
    EventId secret = node.append(Event.on("orders").id("order-1").isPrivate(true).build());
    EventId open = node.append(Event.on("news").id("order-1").build());

    assertThat(node.locate(to("*"), "order-1")).isEqualTo(new Start(open, true));
    assertThat(node.locate(seeing("orders", "*"), "order-1")).isEqualTo(new Start(secret, true));
  }

  @Test
  void locate_byAnIdThatAnEarlierVersionKeptOfAPrivateEvent_knowsItOnlyForThoseWhoMaySeeIt() {
    EventId secret = node.append(Event.on("orders").id("order-1").isPrivate(true).build());
    try (Jedis jedis = new Jedis(redis.url())) {
      jedis.del("{freshet}:ids:0");
      jedis.hset("{freshet}:ids:0", "order-1", secret.toString());
    }

    assertThat(node.locate(to("t"), "order-1").complete()).isFalse();
    assertThat(node.locate(seeing("orders", "t"), "order-1")).isEqualTo(new Start(secret, true));
  }

  @Test
  void locate_byAnIdOfAPrivateEventThatOnlyItsTopicStillHas_knowsItForThoseWhoMaySeeIt() {
    bounded(200, 1000, Duration.ofHours(1));
    EventId secret = node.append(Event.on("orders").id("order-1").isPrivate(true).build());
    try (Jedis jedis = new Jedis(redis.url())) {
      jedis.xdel("{freshet}:log", new StreamEntryID(secret.toString()));
    }

    assertThat(node.locate(seeing("orders", "orders"), "order-1").after()).isEqualTo(secret);
    assertThat(node.locate(seeing("other", "orders"), "order-1").complete()).isFalse();
    assertThat(node.locate(to("orders"), "order-1").complete()).isFalse();
  }

  @Test
  void locate_whatNobodySaw_givesEverything() {
    EventId last = node.append("t", "a");
    String future = last.next(last.millis() + 10).toString();

    for (String id : List.of("earliest", "urn:x", "0-0", future, "1-2-3", "-", "9".repeat(99))) {
      assertThat(node.locate(to("t"), id)).as(id).isEqualTo(new Start(EventId.NONE, false));
    }
    assertThat(node.read(to("t"), EventId.NONE, last)).containsExactly("a");
  }

  @Test
  void quietTopic_thatTheLogHasForgotten_isStillKnownToBeComplete() {
    bounded(10, 1000, Duration.ofHours(1));
    EventId first = node.append("quiet", "1");
    node.append("quiet", "2");
    EventId last = first;
    for (int i = 0; i < 500; i++) {
      last = node.append("noisy", "x");
    }

    assertThat(node.locate(to("quiet"), first.toString())).isEqualTo(new Start(first, true));
    assertThat(node.read(to("quiet"), first, last)).containsExactly("2");
    assertThat(node.locate(ALL, first.toString()).complete()).isFalse();
    assertThat(node.locate(to("quiet", "/any/{x}"), first.toString()).complete()).isFalse();
  }

  @Test
  void topic_whoseHistoryWasTrimmed_saysSo() {
    bounded(1000, 3, Duration.ofHours(1));
    EventId a = node.append("t", "a");
    EventId b = node.append("t", "b");
    node.append("t", "c");
    node.append("t", "d");
    EventId e = node.append("t", "e");

    assertThat(node.locate(to("t"), b.toString())).isEqualTo(new Start(b, true));
    assertThat(node.locate(to("t"), a.toString()).complete()).isFalse();
    assertThat(node.log.read(to("t"), a, e).complete()).isFalse();
    assertThat(node.log.read(to("t"), b, e).complete()).isTrue();
  }

  @Test
  void topic_thatAgedAway_givesNothingAndSaysSo() {
    bounded(1000, 1000, Duration.ofMillis(300));
    EventId old = node.append("t", "old");
    node.append("t", "old too");
    OneLog.soon().until(() -> node.read(to("t"), EventId.NONE, next(old)).isEmpty());

    assertThat(node.locate(to("t"), old.toString()).complete()).isFalse();
    EventId fresh = node.append("t", "fresh");

    assertThat(node.locate(to("t"), old.toString()).complete()).isFalse();
    assertThat(node.read(to("t"), EventId.NONE, fresh)).containsExactly("fresh");
    assertThat(node.locate(to("t"), fresh.toString()).complete()).isTrue();
    assertThat(node.locate(ALL, old.toString()).complete()).isTrue();
  }

  private static EventId next(EventId id) {
    return new EventId(id.millis() + 60_000, 0);
  }

  @Test
  void quietHub_whoseLogAgedAway_stillKnowsWhoMissedNothing() {
    EventId a = node.append("t", "a");
    EventId b = node.append("t", "b");
    try (Jedis jedis = new Jedis(redis.url())) {
      jedis.del("{freshet}:log");
    }

    assertThat(node.locate(ALL, b.toString())).isEqualTo(new Start(b, true));
    assertThat(node.locate(ALL, a.toString()).complete()).isFalse();
  }

  @Test
  void read_overConnectionsThatRedisHasClosed_opensOthers() {
    EventId last = node.append("t", "a");
    node.read(ALL, EventId.NONE, last);
    try (Jedis jedis = new Jedis(redis.url())) {
      jedis.clientKill(ClientKillParams.clientKillParams().type(ClientType.NORMAL));
    }
    node.awaitConnected();

    assertThat(node.read(ALL, EventId.NONE, last)).containsExactly("a");
  }
}
