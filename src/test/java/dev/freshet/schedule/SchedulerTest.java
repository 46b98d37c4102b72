package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Schedules that are due. */
class SchedulerTest {
  private final Desk desk = Desk.open();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void interval_isDueAtEqualDistancesFromWhenItWasMade() {
    desk.put("a", "'trigger':{'interval':'PT2S'}");
    desk.move(Duration.ofMillis(6500));

    assertThat(desk.seconds()).containsExactly(2.0, 4.0, 6.0);
    assertThat(desk.history("a"))
        .allSatisfy(
            run -> {
              assertThat(run.outcome()).isEqualTo(Run.Outcome.PUBLISHED);
              assertThat(run.lateness()).isZero();
              assertThat(run.eventId()).isNotEmpty();
            });
  }

  @Test
  void interval_ofLessThanASecond_isDueThen() {
    desk.put("a", "'trigger':{'interval':0.05}");
    desk.move(Duration.ofSeconds(2));

    assertThat(desk.published()).hasSize(40);
    assertThat(desk.seconds().subList(0, 3)).containsExactly(0.05, 0.1, 0.15);
    assertThat(desk.history("a")).hasSize(Progress.LONGEST_HISTORY);
    assertThat(desk.progress("a").runs()).isEqualTo(40);
  }

  @Test
  void interval_withAStart_isDueFirstThen() {
    desk.put("a", "'trigger':{'interval':10},'start':'2026-07-01T12:00:03Z'");
    desk.move(Duration.ofSeconds(15));

    assertThat(desk.seconds()).containsExactly(3.0, 13.0);
  }

  @Test
  void end_isTheLatestDueTime() {
    desk.put("a", "'trigger':{'interval':1},'end':'2026-07-01T14:00:03+02:00'");
    desk.move(Duration.ofSeconds(10));

    assertThat(desk.seconds()).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void cron_isDueByTheClockOfItsZone() {
    desk.put("a", "'trigger':{'cron':'*/20 0 14 1 * wed','zone':'Europe/Berlin'}");
    desk.move(Duration.ofSeconds(70));

    assertThat(desk.seconds()).containsExactly(20.0, 40.0);
  }

  @Test
  void date_isDueOnce() {
    desk.put("a", "'trigger':{'date':'2026-07-01T12:00:05.250Z'}");
    desk.move(Duration.ofSeconds(20));

    assertThat(desk.seconds()).containsExactly(5.25);
  }

  @Test
  void maxRuns_endsIt() {
    desk.put("a", "'trigger':{'interval':1},'maxRuns':2");
    desk.move(Duration.ofSeconds(5));

    assertThat(desk.seconds()).containsExactly(1.0, 2.0);
  }

  @Test
  void jitter_putsOffByLessThanThat() {
    desk.put("a", "'trigger':{'interval':10},'jitter':2");
    desk.move(Duration.ofSeconds(200));

    List<Double> late = desk.seconds().stream().map(second -> second % 10).toList();
    assertThat(late).hasSize(20 - (late.size() == 19 ? 1 : 0));
    assertThat(late).allSatisfy(second -> assertThat(second).isBetween(0.0, 2.0));
    assertThat(late.stream().distinct().count()).isGreaterThan(5);
    assertThat(desk.history("a")).allSatisfy(run -> assertThat(run.lateness()).isZero());
  }

  @Test
  void paused_isNotDueAndNotMadeUpFor() {
    desk.put("a", "'trigger':{'interval':1}");
    desk.move(Duration.ofMillis(2500));
    desk.pause("a", true);
    desk.move(Duration.ofSeconds(3));
    desk.pause("a", false);
    desk.move(Duration.ofSeconds(2));

    assertThat(desk.seconds()).containsExactly(1.0, 2.0, 6.0, 7.0);
  }

  @Test
  void removed_isNotDue() {
    desk.put("a", "'trigger':{'interval':1}");
    desk.move(Duration.ofMillis(1500));
    desk.schedules().remove("a").toCompletableFuture().join();
    desk.move(Duration.ofSeconds(3));

    assertThat(desk.seconds()).containsExactly(1.0);
    assertThat(desk.schedules().all()).isEmpty();
  }

  @Test
  void change_ofSomethingElse_leavesDueTimesAndHistory() {
    desk.put("a", "'trigger':{'interval':2}");
    desk.move(Duration.ofSeconds(3));
    desk.put("a", "'trigger':{'interval':2},'type':'new'");
    desk.move(Duration.ofSeconds(2));

    assertThat(desk.seconds()).containsExactly(2.0, 4.0);
    assertThat(desk.published().get(1).event().type()).isEqualTo("new");
    assertThat(desk.progress("a").runs()).isEqualTo(2);
  }

  @Test
  void change_ofTheTrigger_beginsAnew() {
    desk.put("a", "'trigger':{'interval':2}");
    desk.move(Duration.ofSeconds(3));
    desk.put("a", "'trigger':{'interval':5}");
    desk.move(Duration.ofSeconds(6));

    assertThat(desk.seconds()).containsExactly(2.0, 8.0);
  }

  @Test
  void madeAgain_afterItWasRemoved_hasNoHistory() {
    desk.put("a", "'trigger':{'interval':1}");
    desk.move(Duration.ofSeconds(3));
    desk.schedules().remove("a").toCompletableFuture().join();
    desk.move(Duration.ofMillis(1500));
    desk.put("a", "'trigger':{'interval':10}");

    assertThat(desk.history("a")).isEmpty();
    assertThat(desk.progress("a").runs()).isZero();
  }

  @Test
  void run_byHand_isBesideTheDueTimes() {
    desk.put("a", "'trigger':{'interval':10},'paused':true");
    Run run = desk.schedules().run(desk.find("a")).toCompletableFuture().join();

    assertThat(run.outcome()).isEqualTo(Run.Outcome.PUBLISHED);
    assertThat(desk.data()).containsExactly("a");
    assertThat(desk.history("a")).containsExactly(run);
    assertThat(desk.progress("a").runs()).isZero();
  }

  @Test
  void template_hasTimeCountAndLastRun() {
    desk.putAll(
        "{'id':'a','topics':['t'],'trigger':{'interval':1},'payload':{'template':"
            + "'{{count}} {{time}} {{millis}}{{#last}} after <{{{last.data}}}>{{/last}}'}}");
    desk.move(Duration.ofMillis(2500));

    assertThat(desk.data())
        .containsExactly(
            "1 2026-07-01T12:00:01Z 1782907201000",
            "2 2026-07-01T12:00:02Z 1782907202000 after <1 2026-07-01T12:00:01Z 1782907201000>");
  }

  @Test
  void clockThatIsSetForward_isNoticedWithinASecond() {
    desk.put("a", "'trigger':{'date':'2026-07-01T13:00:00Z'}");
    desk.time().set(Instant.parse("2026-07-01T13:00:02Z"));
    desk.move(Duration.ofMillis(1500));

    assertThat(desk.published()).hasSize(1);
    assertThat(desk.history("a").get(0).lateness())
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
  }
}
