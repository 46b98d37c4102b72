package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.store.LocalStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A due time is published once, however long ago the ledger was written. */
class MarkRunTest {
  private static final String COUNTING =
      "{'id':'a','topics':['t'],'trigger':{'interval':10},'misfireGrace':null,'coalesce':false,"
          + "'payload':{'template':'{{count}} {{time}}'}}";

  private final OpenLedger store = new OpenLedger(new LocalStore(null));

  private Desk node(VirtualTime time) {
    return Desk.open(time, store, new MarkingLog(Desk.log(time), store));
  }

  private static VirtualTime at(Duration sinceStart) {
    return new VirtualTime(Desk.START.plus(sinceStart));
  }

  /** Another node goes on long after the keys of events are forgotten. */
  @Test
  void holderThatNeverWroteItsLedger_dies_nothingIsRepeatedAndTheCountGoesOn() {
    VirtualTime time = at(Duration.ZERO);
    Desk first = node(time);
    first.putAll(COUNTING);
    store.isBroken = true;
    first.move(Duration.ofSeconds(335));
    assertThat(first.data()).hasSize(33);
    assertThat(first.health().isHealthy()).isFalse();

    try (Desk second = node(at(Duration.ofSeconds(730)))) {
      store.isBroken = false;
      second.move(Duration.ofSeconds(15));

      List<String> data = second.data();
      assertThat(data.get(0)).startsWith("34 ").endsWith("12:05:40Z");
      assertThat(data).hasSize(41).last().asString().startsWith("74 ").endsWith("12:12:20Z");
      assertThat(second.progress("a").runs()).isEqualTo(74);
    }
    first.close();
  }

  @Test
  void answerThatIsLost_isAskedFor_andTheRunIsNotRepeated() {
    VirtualTime time = at(Duration.ZERO);
    MarkingLog log = new MarkingLog(Desk.log(time), store);
    try (Desk desk = Desk.open(time, store, log)) {
      desk.putAll(COUNTING);
      log.losesAnswers = true;
      desk.move(Duration.ofMillis(10_500));
      assertThat(desk.progress("a").runs()).isZero();
      log.losesAnswers = false;
      desk.move(Duration.ofSeconds(20));

      assertThat(desk.data())
          .containsExactly(
              "1 2026-07-01T12:00:10Z", "2 2026-07-01T12:00:20Z", "3 2026-07-01T12:00:30Z");
      assertThat(desk.progress("a").runs()).isEqualTo(3);
    }
  }

  @Test
  void scheduleMadeAgain_countsFromOne_andLeavesNoMark() {
    VirtualTime time = at(Duration.ZERO);
    try (Desk desk = node(time)) {
      desk.putAll(COUNTING);
      desk.move(Duration.ofSeconds(35));
      desk.schedules().remove("a").toCompletableFuture().join();
      desk.move(Duration.ofSeconds(2));
      assertThat(store.read(Marks.SECTION)).isEmpty();

      desk.putAll(COUNTING);
      desk.move(Duration.ofSeconds(11));
      assertThat(desk.data()).last().asString().startsWith("1 ");
    }
  }

  /** Without a log that keeps marks the store does; what was marked is never repeated. */
  @Test
  void nodeAlone_thatIsKilledBeforeItWroteItsLedger_repeatsNothing() {
    VirtualTime time = at(Duration.ZERO);
    Desk killed = Desk.open(time, store, Desk.log(time));
    killed.putAll(COUNTING);
    store.isBroken = true;
    killed.move(Duration.ofSeconds(35));

    VirtualTime later = at(Duration.ofSeconds(36));
    try (Desk again = Desk.open(later, store, Desk.log(later))) {
      store.isBroken = false;
      again.move(Duration.ofSeconds(10));
      assertThat(again.data()).containsExactly("4 2026-07-01T12:00:40Z");
    }
    killed.close();
  }

  @Test
  void job_thatIsTakenOverInTheMiddleOfARun_finishesIt() {
    Schedule schedule;
    try (Desk desk = node(at(Duration.ZERO))) {
      schedule = desk.put("a", "'trigger':{'interval':10},'misfireGrace':1");
    }
    RunMark mark =
        new RunMark(
            "a",
            schedule.created(),
            /* run= */ 41,
            Desk.START.plusSeconds(410),
            /* nth= */ 1,
            /* total= */ 3,
            Desk.START.plusSeconds(410),
            /* merged= */ 2,
            /* missed= */ 5);
    String text = mark.mark().text();
    assertThat(RunMark.of(schedule, text)).isEqualTo(mark);
    Job job = new Job(schedule, Progress.none(schedule));
    job.resume(null, RunMark.of(schedule, text));

    Firing firing = Objects.requireNonNull(job.begin(Desk.START.plusSeconds(900)));
    assertThat(firing.due()).isEqualTo(Desk.START.plusSeconds(410));
    assertThat(firing.merged()).isEqualTo(2);
    assertThat(firing.before().runs()).isEqualTo(40);
    assertThat(firing.before().missed()).isEqualTo(5);
    assertThat(firing.mark(1, 3).mark().place()).isEqualTo(mark.mark().place());
  }

  @Test
  void mark_thatIsGarbage_isNoMark() {
    try (Desk desk = node(at(Duration.ZERO))) {
      Schedule schedule = desk.put("a", "'trigger':{'interval':10}");
      assertThat(RunMark.of(schedule, null)).isNull();
      assertThat(RunMark.of(schedule, "x")).isNull();
      assertThat(RunMark.of(schedule, "1 2 x 0 1 y 0 0")).isNull();
    }
  }
}
