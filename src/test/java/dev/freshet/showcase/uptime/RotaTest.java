package dev.freshet.showcase.uptime;

import static dev.freshet.showcase.uptime.Samples.all;
import static dev.freshet.showcase.uptime.Samples.data;
import static dev.freshet.showcase.uptime.Samples.target;
import static dev.freshet.showcase.uptime.ScriptedChecker.DOWN;
import static dev.freshet.showcase.uptime.ScriptedChecker.UP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.health.Health;
import dev.freshet.testing.Schemas;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose turn it is, and what is told of it. */
class RotaTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TestClock clock = new TestClock();
  private final Health health = new Health(clock::nanos);
  private final ScriptedChecker checker = new ScriptedChecker();
  private final Map<String, State> before = new HashMap<>();
  private final Rota rota =
      new Rota(
          checker,
          "node-1",
          clock.time(),
          health.fault("uptime checks"),
          target -> before.getOrDefault(target.id(), State.UNKNOWN));
  private Map<String, Target> targets = all(target("a"));

  /** One second later. */
  private List<Event> tick() {
    clock.pass(SECOND);
    return rota.tick(targets);
  }

  private List<Event> ticks(int seconds) {
    List<Event> events = List.of();
    for (int i = 0; i < seconds; i++) {
      events = tick();
    }
    return events;
  }

  /** A whole check, and its events. */
  private List<Event> check(Outcome outcome) {
    while (checker.running("a") == 0) {
      assertThat(tick()).isEmpty();
    }
    checker.end("a", outcome);
    return tick();
  }

  @Test
  void newTarget_isCheckedAtTheNextTick() {
    tick();
    assertThat(checker.running("a")).isEqualTo(1);

    targets = all(target("a"), target("b"));
    tick();
    assertThat(checker.running("b")).isEqualTo(1);
  }

  @Test
  void targetThatIsRemovedAndAddedAgainBetweenTwoTicks_isCheckedAtOnce() {
    check(UP);

    targets = all(target("a"));
    tick();

    assertThat(checker.running("a")).isEqualTo(1);
  }

  @Test
  void firstCheck_isToldWithAChangeFromUnknown() {
    List<Event> events = check(UP);

    assertThat(events).extracting(Event::type).containsExactly("uptime", "uptime-change");
    assertThat(events.get(0).topics()).startsWith("uptime", "uptime/a");
    assertThat(events.get(1).topics()).containsExactly("uptime", "uptime/a");
    assertThat(data(events.get(1)).getString("from")).isEqualTo("unknown");
    assertThat(data(events.get(1)).getString("to")).isEqualTo("up");
    events.forEach(event -> Schemas.assertValid(String.valueOf(event.type()), event.data()));
  }

  @Test
  void sameState_isToldWithoutAChange() {
    check(UP);

    assertThat(check(UP)).extracting(Event::type).containsExactly("uptime");
  }

  @Test
  void interval_isFromStartToStart_andATickThatIsEarlyCounts() {
    tick();
    checker.end("a", UP);
    ticks(9);
    assertThat(checker.started()).isEqualTo(1);
    clock.pass(Duration.ofMillis(-100));
    tick();
    assertThat(checker.started()).isEqualTo(2);
  }

  @Test
  void failedAttempt_isRepeatedAtOnceAndOnlyTheLastOneCounts() {
    check(UP);
    while (checker.running("a") == 0) {
      tick();
    }

    checker.end("a", DOWN);
    assertThat(checker.running("a")).isEqualTo(1);
    checker.end("a", UP);
    List<Event> events = tick();

    assertThat(events).hasSize(1);
    assertThat(data(events.get(0)).getBoolean("up")).isTrue();
    assertThat(data(events.get(0)).getInt("attempts")).isEqualTo(2);
  }

  @Test
  void targetThatGoesDownAndComesBack_isToldWithTimes() {
    targets = all(target("a", Duration.ofSeconds(10), 0));
    check(UP);
    List<Event> down = check(DOWN);
    long wentDown = clock.millis() - 1000;
    List<Event> up = check(UP);
    long cameBack = clock.millis() - 1000;

    JsonObject first = data(down.get(1));
    assertThat(first.getString("from") + " " + first.getString("to")).isEqualTo("up down");
    assertThat(first.getJsonNumber("since").longValue()).isEqualTo(wentDown);
    assertThat(first.get("downForMillis")).isEqualTo(JsonValue.NULL);
    JsonObject second = data(up.get(1));
    assertThat(second.getString("from") + " " + second.getString("to")).isEqualTo("down up");
    assertThat(second.getJsonNumber("downForMillis").longValue()).isEqualTo(cameBack - wentDown);
    down.forEach(event -> Schemas.assertValid(String.valueOf(event.type()), event.data()));
    up.forEach(event -> Schemas.assertValid(String.valueOf(event.type()), event.data()));
  }

  @Test
  void stateFromBefore_isNotToldAgain() {
    before.put("a", State.since(true, 5));

    assertThat(check(UP)).hasSize(1);
  }

  @Test
  void takeOver_whenAnotherNodeSawAChange_goesOnFromThere() {
    check(UP);
    before.put("a", State.since(false, clock.millis()));
    rota.takeOver();

    List<Event> events = check(UP);

    assertThat(data(events.get(1)).getString("from")).isEqualTo("down");
  }

  @Test
  void targetThatHangs_delaysNoOtherAndIsNotCheckedTwice() {
    targets = all(target("a", SECOND), target("b", SECOND));
    tick();
    for (int i = 0; i < 20; i++) {
      checker.end("b", UP);
      assertThat(tick()).isNotEmpty();
    }

    assertThat(checker.running("a")).isEqualTo(1);
    assertThat(checker.started()).isEqualTo(22);
  }

  @Test
  void moreTargetsThanMayRunAtOnce_waitAndAreCounted() {
    Target[] many = new Target[Rota.MOST_AT_ONCE + 6];
    for (int i = 0; i < many.length; i++) {
      many[i] = target("t" + i, Duration.ofSeconds(20));
    }
    targets = all(many);
    tick();
    assertThat(checker.running()).isEqualTo(Rota.MOST_AT_ONCE);
    assertThat(rota.lateness().waiting()).isEqualTo(6);

    targets.keySet().stream()
        .filter(id -> checker.running(id) > 0)
        .forEach(id -> checker.end(id, UP));
    tick();

    assertThat(checker.running()).isEqualTo(6);
    assertThat(rota.lateness()).isEqualTo(new Rota.Lateness(0, 6, SECOND));
  }

  @Test
  void targetThatIsRemovedWhileItIsChecked_isToldOfNoMore() {
    tick();
    targets = all();
    tick();
    checker.end("a", UP);

    assertThat(tick()).isEmpty();
  }

  @Test
  void targetThatIsRemovedAndAddedAgainWhileItIsChecked_hasOneCheckAtATime() {
    tick();
    targets = all();
    tick();
    targets = all(target("a", SECOND));
    tick();
    assertThat(checker.running("a")).isEqualTo(1);

    checker.end("a", DOWN);
    checker.end("a", DOWN);
    assertThat(tick()).isEmpty();
    assertThat(checker.running("a")).isEqualTo(1);
  }

  @Test
  void targetThatIsChanged_isCheckedAnewWhenTheOldCheckIsDone() {
    tick();
    targets = all(target("a", Duration.ofSeconds(100)));
    tick();
    assertThat(checker.running("a")).isEqualTo(1);
    checker.end("a", UP);

    assertThat(tick()).isEmpty();
    assertThat(checker.running("a")).isEqualTo(1);
  }

  @Test
  void checkerThatThrows_countsAsDown() {
    targets = all(target("a", Duration.ofSeconds(10), 0));
    tick();
    checker.fail("a", new IllegalStateException("a bug"));

    assertThat(data(tick().get(0)).getString("detail")).isEqualTo("It cannot be checked.");
  }

  @Test
  void privateTarget_hasPrivateEvents() {
    Target open = target("a");
    targets =
        all(
            new Target(
                "a", "A", open.goal(), open.interval(), open.timeout(), 0, /* isPrivate= */ true));

    assertThat(check(UP)).hasSize(2).allMatch(Event::isPrivate);
  }
}
