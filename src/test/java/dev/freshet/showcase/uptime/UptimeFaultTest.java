package dev.freshet.showcase.uptime;

import static dev.freshet.showcase.uptime.Samples.target;
import static dev.freshet.showcase.uptime.ScriptedChecker.DOWN;
import static dev.freshet.showcase.uptime.ScriptedChecker.UP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.health.Health;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubSettings;
import dev.freshet.log.Lease;
import dev.freshet.log.LogBounds;
import dev.freshet.log.MemoryLog;
import dev.freshet.store.LocalStore;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks under faults: damaged history, no threads, a clock that is set. */
class UptimeFaultTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String HISTORY = "uptime-history";

  private final TestClock clock = new TestClock();
  private final Health health = new Health(clock::nanos);
  private final LocalStore store = new LocalStore(null);
  private final ScriptedChecker checker = new ScriptedChecker();
  private final Hub hub =
      new Hub(
          HubSettings.defaults(),
          new MemoryLog(new LogBounds(1000, 1 << 20, Duration.ofHours(1)), InstantSource.system()),
          Lease.SOLE,
          Thread::new,
          Runnable::run);

  @AfterEach
  void stop() {
    hub.close();
  }

  private Uptime start(Checker used, @Nullable URI self) {
    Uptime uptime =
        new Uptime(
            hub,
            store,
            used,
            Runnable::run,
            clock.time(),
            new UptimeSettings(true, self),
            "node-1",
            health);
    uptime.start();
    hub.start();
    return uptime;
  }

  private void tick(Uptime uptime) {
    clock.pass(SECOND);
    List<Event> events = uptime.tick();
    events.forEach(event -> hub.publishAsHolder(event).toCompletableFuture().join());
  }

  private void check(Uptime uptime, int seconds, Outcome outcome) {
    for (int i = 0; i < seconds; i++) {
      tick(uptime);
      if (checker.running("a") > 0) {
        checker.end("a", outcome);
      }
    }
  }

  private static Target everySecond() {
    return target("a", SECOND, /* retries= */ 0);
  }

  private static Standing standing(Uptime uptime) {
    return Objects.requireNonNull(uptime.standing("a"));
  }

  @Test
  void damagedStates_areTold_andChecksGoOn() {
    store.put(HISTORY, ".open", "{nonsense");
    Uptime uptime = start(checker, null);
    uptime.targets().add(everySecond()).toCompletableFuture().join();
    assertThat(health.fault("uptime history").detail()).contains("damaged");

    check(uptime, 5, UP);
    assertThat(standing(uptime).state().word()).isEqualTo("up");
    assertThat(health.isHealthy()).isTrue();
    assertThat(store.read(HISTORY, ".open").orElseThrow()).doesNotContain("nonsense");
  }

  @Test
  void damagedStates_thatAreFoundOnTakeOver_areTold_andChecksGoOn() {
    Uptime uptime = start(checker, null);
    uptime.targets().add(everySecond()).toCompletableFuture().join();
    check(uptime, 5, UP);
    store.put(HISTORY, ".open", "{\"a\":7}");
    store.put(HISTORY, "a", "[");
    clock.pass(Duration.ofSeconds(10));
    check(uptime, 3, DOWN);

    assertThat(standing(uptime).state().word()).isEqualTo("down");
    assertThat(health.fault("uptime history").count()).isEqualTo(1);
    assertThat(health.isHealthy()).isTrue();
    assertThat(store.read(HISTORY, "a").orElseThrow()).contains("spans");
  }

  @Test
  void checksThatFindNoThread_sayNothingOfTheirTarget_areTold_andGoOn() {
    boolean[] isFull = {true};
    Checker full =
        one -> {
          if (isFull[0]) {
            throw new RejectedExecutionException("full");
          }
          return checker.check(one);
        };
    Uptime uptime = start(full, null);
    uptime.targets().add(everySecond()).toCompletableFuture().join();
    check(uptime, 3, UP);
    assertThat(standing(uptime).state().word()).isEqualTo("unknown");
    assertThat(health.fault("uptime checks").lasts()).isTrue();

    isFull[0] = false;
    check(uptime, 4, UP);
    assertThat(standing(uptime).state().word()).isEqualTo("up");
    assertThat(health.isHealthy()).isTrue();
  }

  @Test
  void hubItself_whoseCheckThrows_isAskedAgain() {
    boolean[] isBroken = {true};
    Checker broken =
        one -> {
          if (isBroken[0]) {
            throw new IllegalStateException("broken");
          }
          return checker.check(one);
        };
    Uptime uptime = start(broken, URI.create("http://localhost:8080/"));
    tick(uptime);
    isBroken[0] = false;
    tick(uptime);
    assertThat(checker.running("hub")).isEqualTo(1);
  }

  @Test
  void clockSetBack_checksGoOn_andTheHistoryToo() {
    Uptime uptime = start(checker, null);
    uptime.targets().add(everySecond()).toCompletableFuture().join();
    check(uptime, 100, UP);
    clock.set(Duration.ofHours(-1));
    int before = checker.started();
    check(uptime, 20, DOWN);

    assertThat(checker.started() - before).isGreaterThan(15);
    assertThat(standing(uptime).state().word()).isEqualTo("down");
    assertThat(standing(uptime).state().since()).isLessThanOrEqualTo(clock.millis());
    Span open = Objects.requireNonNull(standing(uptime).open());
    assertThat(open.isUp()).isFalse();
    assertThat(open.to()).isBetween(clock.millis() - 3000, clock.millis());
  }

  @Test
  void clockSetBack_sameState_isNotSinceATimeToCome() {
    Uptime uptime = start(checker, null);
    uptime.targets().add(everySecond()).toCompletableFuture().join();
    check(uptime, 10, UP);
    clock.set(Duration.ofHours(-1));
    check(uptime, 5, UP);

    assertThat(standing(uptime).state().since()).isLessThanOrEqualTo(clock.millis());
  }
}
