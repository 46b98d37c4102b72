package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import dev.freshet.log.EventLog;
import dev.freshet.log.Follower;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import dev.freshet.log.Term;
import dev.freshet.store.LocalStore;
import dev.freshet.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Schedules that could not run when they were due. */
class MisfireRunTest {
  private final Store store = new LocalStore(null);

  /** A log that takes nothing for a while when it is told so. */
  private static final class Blinking implements EventLog {
    private final EventLog log;
    private boolean isAway;

    Blinking(EventLog log) {
      this.log = log;
    }

    @Override
    public CompletionStage<EventId> append(Event event, Term term, @Nullable String key) {
      return isAway
          ? CompletableFuture.failedStage(new LogUnavailableException("away"))
          : log.append(event, term, key);
    }

    @Override
    public Start locate(Subscription subscription, String lastEventId) {
      return log.locate(subscription, lastEventId);
    }

    @Override
    public Page read(Subscription subscription, EventId after, EventId upTo) {
      return log.read(subscription, after, upTo);
    }

    @Override
    public List<LoggedEvent> latest(Subscription subscription, EventId upTo) {
      return log.latest(subscription, upTo);
    }

    @Override
    public void follow(Follower follower) {
      log.follow(follower);
    }

    @Override
    public void close() {
      log.close();
    }
  }

  /** A node makes the schedule and runs it for 2.5 s; another comes later, on the same store. */
  private Desk takenOverAfter(Duration pause, String members) {
    Instant stopped;
    try (Desk first = Desk.open(store, Desk.START)) {
      first.put("a", "'trigger':{'interval':1}," + members);
      first.move(Duration.ofMillis(2500));
      stopped = first.time().instant();
    }
    return Desk.open(store, stopped.plus(pause));
  }

  @Test
  void overdue_withinTheGrace_runsOnceForAll() {
    try (Desk desk = takenOverAfter(Duration.ofSeconds(30), "'misfireGrace':60")) {
      desk.move(Duration.ofMillis(10));

      assertThat(desk.seconds()).containsExactly(32.5);
      Run run = desk.history("a").get(0);
      assertThat(run.due()).isEqualTo(Desk.START.plusSeconds(32));
      assertThat(run.lateness()).isEqualTo(Duration.ofMillis(500));
      assertThat(run.detail()).contains("29");
      assertThat(desk.history("a")).hasSize(3);
    }
  }

  @Test
  void overdue_withoutCoalescing_runsEachInOrder() {
    try (Desk desk = takenOverAfter(Duration.ofSeconds(3), "'coalesce':false")) {
      desk.move(Duration.ofMillis(10));

      assertThat(desk.published()).hasSize(3);
      assertThat(desk.history("a").stream().map(Run::due).limit(3))
          .containsExactly(
              Desk.START.plusSeconds(5), Desk.START.plusSeconds(4), Desk.START.plusSeconds(3));
      desk.move(Duration.ofSeconds(1));
      assertThat(desk.published()).hasSize(4);
    }
  }

  @Test
  void overdue_pastTheGrace_isMissedAndSaidSo() {
    try (Desk desk =
        takenOverAfter(Duration.ofSeconds(30), "'misfireGrace':0.1,'coalesce':false")) {
      desk.move(Duration.ofMillis(10));

      assertThat(desk.published()).isEmpty();
      assertThat(desk.progress("a").missed()).isEqualTo(30);
      assertThat(desk.history("a").get(0).outcome()).isEqualTo(Run.Outcome.MISSED);
      assertThat(desk.history("a").get(0).detail()).contains("30");
      desk.move(Duration.ofSeconds(1));
      assertThat(desk.seconds()).containsExactly(33.0);
    }
  }

  @Test
  void overdue_withoutALimit_runsHoweverLate() {
    try (Desk desk = takenOverAfter(Duration.ofDays(30), "'misfireGrace':null")) {
      desk.move(Duration.ofMillis(10));

      assertThat(desk.published()).hasSize(1);
      assertThat(desk.progress("a").missed()).isZero();
    }
  }

  @Test
  void whatRanBeforeAStop_doesNotRunAgain() {
    try (Desk desk = takenOverAfter(Duration.ZERO, "'misfireGrace':null")) {
      desk.move(Duration.ofSeconds(1));

      assertThat(desk.seconds()).containsExactly(3.0);
      assertThat(desk.progress("a").runs()).isEqualTo(3);
    }
  }

  @Test
  void logThatIsAway_isTriedAgainAndNothingIsLost() {
    VirtualTime time = new VirtualTime(Desk.START);
    Blinking log = new Blinking(Desk.log(time));
    try (Desk desk = Desk.open(time, store, log)) {
      desk.put("a", "'trigger':{'interval':10},'maxRuns':2");
      log.isAway = true;
      desk.move(Duration.ofSeconds(15));
      assertThat(desk.published()).isEmpty();
      log.isAway = false;
      desk.move(Duration.ofSeconds(6));

      assertThat(desk.seconds()).containsExactly(16.0, 20.0);
      assertThat(desk.history("a").get(1).lateness()).isEqualTo(Duration.ofSeconds(6));
    }
  }

  @Test
  void logThatIsAwayForLong_hasRunsMissed() {
    VirtualTime time = new VirtualTime(Desk.START);
    Blinking log = new Blinking(Desk.log(time));
    try (Desk desk = Desk.open(time, store, log)) {
      desk.put("a", "'trigger':{'interval':60},'misfireGrace':5");
      log.isAway = true;
      desk.move(Duration.ofSeconds(70));
      log.isAway = false;
      desk.move(Duration.ofSeconds(50));

      assertThat(desk.seconds()).containsExactly(120.0);
      assertThat(desk.progress("a").missed()).isEqualTo(1);
    }
  }

  @Test
  void leaseThatIsLost_endsTheRunsUntilItIsBack() {
    try (Desk desk = Desk.open(store, Desk.START)) {
      desk.put("a", "'trigger':{'interval':1}");
      desk.move(Duration.ofMillis(1500));
      desk.loseLease();
      desk.move(Duration.ofSeconds(3));
      assertThat(desk.published()).hasSize(1);
      desk.gainLease();
      desk.move(Duration.ofSeconds(1));

      assertThat(desk.seconds()).containsExactly(1.0, 4.5, 5.0);
    }
  }

  @Test
  void schedule_thatCannotBePublished_failsAndStays() {
    try (Desk desk = Desk.open(store, Desk.START)) {
      String kept = "x".repeat(Progress.Last.LONGEST_DATA);
      String much = "{{#last}}" + "{{{last.data}}}".repeat(300) + "{{/last}}";
      desk.putAll(
          "{'id':'a','topics':['t'],'trigger':{'interval':1},'payload':{'template':'"
              + much
              + "{{^last}}"
              + kept
              + "{{/last}}'}}");
      desk.move(Duration.ofSeconds(4));

      assertThat(desk.history("a").get(0).outcome()).isEqualTo(Run.Outcome.FAILED);
      assertThat(desk.history("a").get(0).detail()).contains("bytes");
      assertThat(desk.progress("a").runs()).isEqualTo(4);
    }
  }
}
