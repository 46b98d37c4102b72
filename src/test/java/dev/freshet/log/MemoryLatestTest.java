package dev.freshet.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The last values that a log in memory has, and how long. */
class MemoryLatestTest {
  private final AtomicLong now = new AtomicLong(1_000_000);
  private EventId last = EventId.NONE;

  private MemoryLog log(int events, long bytes, Duration age) {
    return new MemoryLog(new LogBounds(events, bytes, age), () -> Instant.ofEpochMilli(now.get()));
  }

  private MemoryLog log() {
    return log(1000, 1 << 24, Duration.ofHours(1));
  }

  private EventId append(MemoryLog log, String topic, String data) {
    return append(log, Event.of(topic, data));
  }

  private EventId append(MemoryLog log, Event event) {
    last = log.append(event, Term.ANY).toCompletableFuture().join();
    return last;
  }

  private static Subscription to(String... selectors) {
    return Subscription.to(Stream.of(selectors).map(Selector::of).toArray(Selector[]::new));
  }

  private List<String> latest(MemoryLog log, String... selectors) {
    return data(log.latest(to(selectors), last));
  }

  private static List<String> data(List<LoggedEvent> events) {
    return events.stream().map(logged -> logged.event().data()).toList();
  }

  @Test
  void latest_ofExactTopics_isTheNewestOfEachInOrder() {
    MemoryLog log = log();
    append(log, "a", "1");
    append(log, "b", "2");
    append(log, "c", "3");
    append(log, "a", "4");

    assertThat(latest(log, "a", "b", "unknown")).containsExactly("2", "4");
    assertThat(latest(log, "unknown")).isEmpty();
  }

  @Test
  void latest_ofPatterns_isTheNewestOfEachTopicThatMatches() {
    MemoryLog log = log();
    append(log, "/books/1", "1");
    append(log, "/books/2", "2");
    append(log, "/books/1", "3");
    append(log, "/films/1", "4");

    assertThat(latest(log, "/books/{id}")).containsExactly("2", "3");
    assertThat(latest(log, "/books/{id}", "/films/1")).containsExactly("2", "3", "4");
    assertThat(latest(log, "*")).containsExactly("2", "3", "4");
  }

  @Test
  void latest_ofAnEventWithSeveralTopics_comesOnce() {
    MemoryLog log = log();
    append(log, Event.on("a").topic("b").topic("c").data("1").build());
    append(log, "c", "2");

    assertThat(latest(log, "a", "b", "c")).containsExactly("1", "2");
    assertThat(latest(log, "*")).containsExactly("1", "2");
  }

  @Test
  void latest_privateEvents_areForThoseWithTheRightAndHideNothingFromOthers() {
    MemoryLog log = log();
    append(log, "t", "open");
    append(log, Event.on("t").data("secret").isPrivate(true).build());
    append(log, Event.on("u").data("hidden").isPrivate(true).build());
    Set<Selector> t = Set.of(Selector.of("t"));

    assertThat(latest(log, "*")).containsExactly("open");
    assertThat(data(log.latest(new Subscription(Set.of(Selector.of("*")), t), last)))
        .containsExactly("secret");
  }

  @Test
  void latest_upToAnOlderPlace_isWhatWasTheLatestThen() {
    MemoryLog log = log();
    append(log, "a", "1");
    append(log, "b", "2");
    EventId then = append(log, "a", "3");
    append(log, "a", "4");
    append(log, "b", "5");
    append(log, "c", "6");

    assertThat(data(log.latest(to("*"), then))).containsExactly("2", "3");
    assertThat(data(log.latest(to("a", "b", "c"), then))).containsExactly("2", "3");
    assertThat(data(log.latest(to("*"), EventId.NONE))).isEmpty();
  }

  @Test
  void latest_ofAQuietTopic_outlivesTheBoundsThatALoudOneFills() {
    MemoryLog few = log(2, 1 << 24, Duration.ofHours(1));
    MemoryLog small = log(1000, 3000, Duration.ofHours(1));
    for (MemoryLog log : List.of(few, small)) {
      append(log, "quiet", "price");
      for (int i = 0; i < 100; i++) {
        append(log, "loud", "x".repeat(100) + i);
      }

      assertThat(latest(log, "quiet")).containsExactly("price");
      assertThat(latest(log, "*")).containsExactly("price", "x".repeat(100) + 99);
    }
  }

  @Test
  void latest_olderThanTheAgeOfTheLog_isGone() {
    MemoryLog log = log(1000, 1 << 24, Duration.ofSeconds(10));
    append(log, Event.on("t").data("secret").isPrivate(true).build());
    append(log, "old", "1");
    now.addAndGet(6000);
    append(log, "t", "2");
    now.addAndGet(6000);

    assertThat(latest(log, "old", "t")).containsExactly("2");
    assertThat(data(log.latest(new Subscription(Set.of(Selector.of("*")), all()), last)))
        .containsExactly("2");
    append(log, "new", "3");
    assertThat(latest(log, "*")).containsExactly("2", "3");
  }

  private static Set<Selector> all() {
    return Set.of(Selector.of("*"));
  }

  @Test
  void latest_ofTooManyTopics_isOfThoseThatHadAnEventLast() {
    MemoryLog log = log(10, 1 << 24, Duration.ofHours(1));
    append(log, "kept", "old");
    for (int i = 0; i < Board.MOST_TOPICS; i++) {
      append(log, "t" + i, Integer.toString(i));
    }

    assertThat(latest(log, "kept")).isEmpty();
    assertThat(latest(log, "t0")).containsExactly("0");
    assertThat(latest(log, "*"))
        .hasSize(EventLog.MOST_LATEST)
        .startsWith(Integer.toString(Board.MOST_TOPICS - EventLog.MOST_LATEST))
        .endsWith(Integer.toString(Board.MOST_TOPICS - 1));
  }

  @Test
  void latest_ofLargeEvents_isBoundedInBytes() {
    MemoryLog log = log(10, 1 << 24, Duration.ofHours(1));
    String large = "x".repeat(1 << 20);
    for (int i = 0; i < 40; i++) {
      append(log, "t" + i, large);
    }

    assertThat(latest(log, "*")).hasSize(3);
    assertThat(latest(log, "t0")).isEmpty();
    assertThat(latest(log, "t39")).hasSize(1);
  }

  @Test
  void latest_ofOneLargeEventForManyTopics_costsItOnce() {
    MemoryLog log = log(10, 1 << 24, Duration.ofHours(1));
    append(log, "quiet", "price");
    for (int round = 0; round < 3; round++) {
      Event.Builder event = Event.on("canonical").data("x".repeat(1 << 20));
      for (int i = 0; i < 500; i++) {
        event.topic("t" + i);
      }
      append(log, event.build());
    }

    assertThat(latest(log, "quiet")).containsExactly("price");
    assertThat(latest(log, "*")).hasSize(2);
  }
}
