package dev.freshet.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryLogTest {
  private static final Subscription ALL = Subscription.to(Selector.of("*"));

  private final AtomicLong now = new AtomicLong(1_000_000);

  private MemoryLog log(int events, long bytes, Duration age) {
    return new MemoryLog(
        new LogBounds(events, bytes, age), () -> java.time.Instant.ofEpochMilli(now.get()));
  }

  private MemoryLog log() {
    return log(1000, 1 << 20, Duration.ofHours(1));
  }

  private static LoggedEvent append(MemoryLog log, String data) {
    return append(log, Event.of("t", data));
  }

  private static LoggedEvent append(MemoryLog log, Event event) {
    return new LoggedEvent(log.append(event, Term.ANY).toCompletableFuture().join(), event);
  }

  private static final class Told implements Follower {
    final List<LoggedEvent> events = new ArrayList<>();
    final List<EventId> resumed = new ArrayList<>();

    @Override
    public void logged(LoggedEvent event) {
      events.add(event);
    }

    @Override
    public void resumed(EventId position, boolean complete) {
      assertThat(complete).isTrue();
      resumed.add(position);
    }
  }

  private static List<String> data(Page page) {
    return page.events().stream().map(e -> e.event().data()).toList();
  }

  @Test
  void read_betweenTwoPlaces_excludesTheFirstAndIncludesTheLast() {
    MemoryLog log = log();
    EventId a = append(log, "a").position();
    append(log, "b");
    EventId c = append(log, "c").position();
    append(log, "d");

    Page page = log.read(ALL, a, c);

    assertThat(data(page)).containsExactly("b", "c");
    assertThat(page.reached()).isEqualTo(c);
    assertThat(page.complete()).isTrue();
  }

  @Test
  void read_moreThanAPage_goesOnFromWhereItStopped() {
    MemoryLog log = log(10_000, 1 << 24, Duration.ofHours(1));
    int count = MemoryLog.PAGE_EVENTS * 2 + 10;
    EventId last = EventId.NONE;
    for (int i = 0; i < count; i++) {
      last = append(log, Integer.toString(i)).position();
    }

    List<String> read = new ArrayList<>();
    EventId at = log.locate(ALL, "earliest").after();
    int pages = 0;
    while (last.isAfter(at)) {
      Page page = log.read(ALL, at, last);
      read.addAll(data(page));
      at = page.reached();
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(read).hasSize(count).first().isEqualTo("0");
    assertThat(read).last().isEqualTo(Integer.toString(count - 1));
  }

  @Test
  void append_anotherEventWithTheSameHashCodeUnderOneKey_isRefused() {
    MemoryLog log = log();
    Event first = Event.of("t", "Aa");
    Event second = Event.of("t", "BB");
    assertThat(first).hasSameHashCodeAs(second);

    log.append(first, Term.ANY, "k").toCompletableFuture().join();

    assertThat(log.append(second, Term.ANY, "k").toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(KeyReusedException.class);
  }

  private static Subscription with(String right) {
    return new Subscription(Set.of(Selector.of("unrelated")), Set.of(Selector.of(right)));
  }

  @Test
  void locate_byAnIdOfAPrivateEvent_knowsItOnlyForThoseWhoMaySeeIt() {
    MemoryLog log = log();
    append(log, "before");
    EventId secret =
        append(log, Event.on("orders").id("order-1").isPrivate(true).build()).position();
    append(log, "after");

    assertThat(log.locate(with("orders"), "order-1")).isEqualTo(new Start(secret, true));
    for (Subscription stranger : List.of(ALL, with("other"))) {
      assertThat(log.locate(stranger, "order-1"))
          .isEqualTo(log.locate(stranger, "order-2"))
          .matches(start -> !start.complete());
    }
  }

  @Test
  void locate_byAnIdOfAPrivateAndAPublicEvent_knowsThePublicOneForAll() {
    MemoryLog log = log();
    EventId secret =
        append(log, Event.on("orders").id("order-1").isPrivate(true).build()).position();
    EventId open = append(log, Event.on("news").id("order-1").build()).position();

    assertThat(log.locate(ALL, "order-1")).isEqualTo(new Start(open, true));
    assertThat(log.locate(with("orders"), "order-1")).isEqualTo(new Start(secret, true));
  }

  @Test
  void read_largeEvents_endsThePageByBytes() {
    MemoryLog log = log(1000, 1 << 24, Duration.ofHours(1));
    String large = "x".repeat(MemoryLog.PAGE_BYTES / 2);
    for (int i = 0; i < 5; i++) {
      append(log, large);
    }

    Page page =
        log.read(ALL, log.locate(ALL, "earliest").after(), EventId.NONE.next(now.get() + 1));

    assertThat(page.events()).hasSize(2);
  }

  @Test
  void read_privateEvents_onlyWithTheRight() {
    MemoryLog log = log();
    append(log, Event.on("t").data("secret").isPrivate(true).build());
    EventId last = append(log, "open").position();
    EventId start = log.locate(ALL, "earliest").after();

    Subscription trusted = new Subscription(Set.of(Selector.of("*")), Set.of(Selector.of("t")));
    assertThat(data(log.read(ALL, start, last))).containsExactly("open");
    assertThat(data(log.read(trusted, start, last))).containsExactly("secret", "open");
  }

  @Test
  void append_pastTheCount_dropsTheOldestAndSaysSo() {
    MemoryLog log = log(2, 1 << 20, Duration.ofHours(1));
    EventId before = log.locate(ALL, "earliest").after();
    EventId a = append(log, "a").position();
    append(log, "b");
    EventId c = append(log, "c").position();

    assertThat(data(log.read(ALL, before, c))).containsExactly("b", "c");
    assertThat(log.read(ALL, before, c).complete()).isFalse();
    assertThat(log.read(ALL, a, c).complete()).isTrue();
    assertThat(log.locate(ALL, before.toString()).complete()).isFalse();
    assertThat(log.locate(ALL, a.toString())).isEqualTo(new Start(a, true));
  }

  @Test
  void append_pastTheBytes_dropsTheOldest() {
    MemoryLog log = log(1000, 10_000, Duration.ofHours(1));
    EventId before = log.locate(ALL, "earliest").after();
    EventId last = EventId.NONE;
    for (int i = 0; i < 10; i++) {
      last = append(log, "x".repeat(2000)).position();
    }

    assertThat(log.read(ALL, before, last).events()).hasSize(2);
  }

  @Test
  void locate_afterTheAge_theEventIsGone() {
    MemoryLog log = log(1000, 1 << 20, Duration.ofSeconds(10));
    EventId old = append(log, Event.on("t").id("mine").build()).position();
    now.addAndGet(10_001);

    assertThat(log.locate(ALL, "mine").complete()).isFalse();
    assertThat(log.read(ALL, EventId.NONE, old).events()).isEmpty();
  }

  @Test
  void locate_publishersOwnId_findsItsPlace() {
    MemoryLog log = log();
    EventId first = append(log, Event.on("t").id("mine").build()).position();
    append(log, Event.on("t").id("mine").build());

    assertThat(log.locate(ALL, "mine")).isEqualTo(new Start(first, true));
  }

  @Test
  void locate_unknownIds_giveEverythingAndSayThatSomethingMayBeMissing() {
    MemoryLog log = log();
    EventId start = log.locate(ALL, "earliest").after();
    EventId last = append(log, "a").position();

    for (String id : List.of("earliest", "nonsense", "1-0", last.next(now.get() + 5).toString())) {
      assertThat(log.locate(ALL, id)).as(id).isEqualTo(new Start(start, false));
    }
  }

  @Test
  void follow_isToldInOrder() {
    MemoryLog log = log();
    append(log, "before");
    Told told = new Told();
    log.follow(told);
    EventId b = append(log, "b").position();
    append(log, "c");

    assertThat(told.events).extracting(e -> e.event().data()).containsExactly("b", "c");
    assertThat(told.resumed).singleElement().matches(b::isAfter);
  }

  @Test
  void append_afterClose_failsAndIsNotTold() {
    MemoryLog log = log();
    Told told = new Told();
    log.follow(told);
    log.close();

    assertThat(log.append(Event.of("t", "x"), Term.ANY))
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableThat()
        .withCauseInstanceOf(LogUnavailableException.class);
    assertThat(told.events).isEmpty();
  }

  @Test
  void append_withAKeyThatWasUsed_appendsOnceForFiveMinutes() {
    MemoryLog log = log();
    Event event = Event.of("t", "a");
    EventId first = join(log.append(event, Term.ANY, "k"));

    assertThat(join(log.append(event, Term.ANY, "k"))).isEqualTo(first);
    assertThat(join(log.append(event, Term.ANY, "other"))).isNotEqualTo(first);
    assertThat(log.append(Event.of("t", "b"), Term.ANY, "k"))
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableThat()
        .withCauseInstanceOf(KeyReusedException.class);
    now.addAndGet(EventLog.KEY_LIFE.toMillis() + 1);
    assertThat(join(log.append(Event.of("t", "b"), Term.ANY, "k"))).isNotEqualTo(first);
  }

  private static EventId join(CompletionStage<EventId> stage) {
    return stage.toCompletableFuture().join();
  }
}
