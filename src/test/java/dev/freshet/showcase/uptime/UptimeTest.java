package dev.freshet.showcase.uptime;

import static dev.freshet.showcase.uptime.Samples.target;
import static dev.freshet.showcase.uptime.ScriptedChecker.DOWN;
import static dev.freshet.showcase.uptime.ScriptedChecker.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.event.Event;
import dev.freshet.health.Health;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubSettings;
import dev.freshet.log.Lease;
import dev.freshet.log.LogBounds;
import dev.freshet.log.MemoryLog;
import dev.freshet.showcase.uptime.Targets.Refusal;
import dev.freshet.showcase.uptime.Targets.RefusedException;
import dev.freshet.store.LocalStore;
import dev.freshet.store.Store;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed as a whole, on nodes that a test starts, restarts and forgets. */
class UptimeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final URI SELF = URI.create("http://localhost:8080/");

  @TempDir private Path directory;
  private final TestClock clock = new TestClock();
  private final Health health = new Health(clock::nanos);
  private final List<Node> nodes = new ArrayList<>();
  private Node node;

  /** A node on the directory; the old one is forgotten as by a crash, unless it is stopped. */
  private final class Node {
    final Hub hub =
        new Hub(
            HubSettings.defaults(),
            new MemoryLog(
                new LogBounds(1000, 1 << 20, Duration.ofHours(1)), InstantSource.system()),
            Lease.SOLE,
            Thread::new,
            Runnable::run);
    final Store store;
    final ScriptedChecker checker = new ScriptedChecker();
    final Uptime uptime;

    Node(@Nullable URI self) {
      this(self, new LocalStore(directory));
    }

    Node(@Nullable URI self, Store store) {
      this.store = store;
      uptime =
          new Uptime(
              hub,
              store,
              checker,
              Runnable::run,
              clock.time(),
              new UptimeSettings(true, self),
              "node-1",
              health);
      uptime.start();
      hub.start();
      nodes.add(this);
    }

    List<Event> tick() {
      clock.pass(SECOND);
      List<Event> events = uptime.tick();
      events.forEach(event -> hub.publishAsHolder(event).toCompletableFuture().join());
      return events;
    }

    /** Checks a target each second. */
    void check(String id, int seconds, Outcome outcome) {
      for (int i = 0; i < seconds; i++) {
        List<Event> unused = tick();
        if (checker.running(id) > 0) {
          checker.end(id, outcome);
        }
      }
    }

    Standing standing(String id) {
      return Objects.requireNonNull(uptime.standing(id));
    }

    void add(Target target) {
      uptime.targets().add(target).toCompletableFuture().join();
    }
  }

  @BeforeEach
  void start() {
    node = new Node(null);
  }

  @AfterEach
  void stop() {
    nodes.forEach(one -> one.hub.close());
  }

  private static Target everySecond(String id) {
    return target(id, SECOND, /* retries= */ 0);
  }

  @Test
  void history_saysWhenAndWhyTargetsWereDown() {
    node.add(everySecond("a"));
    node.check("a", 100, UP);
    node.check("a", 25, DOWN);
    node.check("a", 75, UP);
    node.uptime.stop();
    Node second = new Node(null);

    JsonObject history = second.uptime.history(true, Duration.ofSeconds(110));
    JsonObject target = history.getJsonArray("targets").getJsonObject(0);
    List<JsonObject> spans = target.getJsonArray("spans").getValuesAs(JsonObject.class);
    assertThat(spans).extracting(span -> span.getBoolean("up")).containsExactly(true, false, true);
    assertThat(spans.get(0).getJsonNumber("from")).isEqualTo(history.getJsonNumber("from"));
    assertThat(spans.get(1).getString("detail")).isEqualTo("No connection.");
    assertThat(spans.get(1).getInt("to") - spans.get(1).getInt("from")).isEqualTo(25_000);
    assertThat(history.getString("lastEventId")).isEqualTo(second.hub.lastDispatched().toString());
  }

  @Test
  void report_saysStateAvailabilityAndLatencies() {
    node.add(everySecond("a"));
    node.check("a", 100, UP);
    node.check("a", 25, DOWN);
    node.check("a", 75, UP);

    JsonObject report = node.uptime.report(true).getJsonArray("targets").getJsonObject(0);
    assertThat(report.getString("state")).isEqualTo("up");
    assertThat(report.getJsonObject("last").getJsonNumber("latencyMillis").doubleValue())
        .isEqualTo(12.5);
    assertThat(report.getJsonArray("latencies")).hasSize(60);
    JsonObject hour = report.getJsonObject("availability").getJsonObject("1h");
    assertThat(hour.getInt("knownSeconds")).isBetween(196, 199);
    assertThat(hour.getInt("knownSeconds") - hour.getInt("upSeconds")).isEqualTo(25);
    assertThat(hour.getJsonNumber("ratio").doubleValue()).isBetween(0.86, 0.88);
  }

  @Test
  void restart_goesOnWithTheHistoryAndLeavesTheGapOut() {
    node.add(everySecond("a"));
    node.check("a", 300, UP);
    node.uptime.stop();
    clock.pass(Duration.ofMinutes(10));

    Node second = new Node(null);
    second.check("a", 101, UP);

    assertThat(second.standing("a").spans(0)).hasSize(2);
    Span before = second.standing("a").spans(0).get(0);
    assertThat(before.to() - before.from()).isBetween(296_000L, 299_000L);
    Span after = second.standing("a").spans(0).get(1);
    assertThat(after.from() - before.to()).isGreaterThanOrEqualTo(600_000);
    assertThat(after.to() - after.from()).isBetween(97_000L, 100_000L);
  }

  @Test
  void restart_withTheSameState_tellsNoChange_andWithAnotherTellsForHowLong() {
    node.add(everySecond("a"));
    node.check("a", 5, UP);
    node.check("a", 10, DOWN);
    node.uptime.stop();
    State before = node.standing("a").state();

    Node second = new Node(null);
    assertThat(second.standing("a").state()).isEqualTo(before);
    second.check("a", 2, DOWN);
    assertThat(second.tick()).extracting(Event::type).containsOnly("uptime");
    second.check("a", 1, UP);
    List<Event> events = second.tick();
    assertThat(events).extracting(Event::type).containsExactly("uptime", "uptime-change");
    assertThat(Samples.data(events.get(1)).getInt("downForMillis")).isBetween(12_000, 16_000);
  }

  @Test
  void crash_losesAMinuteAtMost_andNoChange() {
    node.add(everySecond("a"));
    node.check("a", 30, UP);
    node.check("a", 100, DOWN);

    Node second = new Node(null);
    List<Event> unused = second.tick();

    assertThat(second.standing("a").state()).isEqualTo(node.standing("a").state());
    List<Span> spans = second.standing("a").spans(0);
    assertThat(spans).hasSize(2);
    assertThat(clock.millis() - spans.get(1).to()).isLessThanOrEqualTo(62_000);
  }

  @Test
  void target_removed_leavesNothingBehind() {
    node.add(everySecond("a"));
    node.check("a", 70, UP);
    assertThat(node.store.read("uptime-history").toString()).contains("a");

    node.uptime.targets().remove("a").toCompletableFuture().join();
    node.check("a", 70, UP);
    node.add(everySecond("a"));

    assertThat(node.store.read("uptime-history")).doesNotContainKey("a");
    assertThat(node.standing("a").state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void unreadableHistory_ofOneTarget_spoilsNoOther() {
    node.add(everySecond("a"));
    node.add(everySecond("b"));
    node.check("a", 30, UP);
    node.check("a", 30, DOWN);
    node.uptime.stop();
    node.store.put("uptime-history", "b", "{nonsense");

    Node second = new Node(null);
    assertThat(second.standing("a").spans(0)).hasSize(2);
    assertThat(second.tick()).isEmpty();
    assertThat(second.checker.running("b")).isEqualTo(1);
  }

  @Test
  void hubItself_isCheckedUntilSomethingIsConfigured() {
    Node own = new Node(SELF);
    assertThat(own.uptime.targets().all()).containsOnlyKeys("hub");
    assertThat(own.uptime.targets().all().get("hub"))
        .extracting(Target::goal)
        .isEqualTo(
            new Goal.Http(
                URI.create("http://localhost:8080/api/status"), StatusRange.SUCCESS, null, false));

    own.add(everySecond("a"));
    assertThat(own.uptime.targets().all()).containsOnlyKeys("a");
    own.uptime.targets().remove("a").toCompletableFuture().join();
    assertThat(own.uptime.targets().all()).isEmpty();
    assertThat(new Node(SELF).uptime.targets().all()).isEmpty();
  }

  @Test
  void hubItself_isNotDownBeforeItIsOpen() {
    Node own = new Node(SELF);
    own.check("hub", 5, DOWN);
    assertThat(own.standing("hub").state()).isEqualTo(State.UNKNOWN);

    own.check("hub", 3, UP);
    assertThat(own.standing("hub").state().word()).isEqualTo("up");
    own.check("hub", 60, DOWN);
    assertThat(own.standing("hub").state().word()).isEqualTo("down");
  }

  @Test
  void hubItself_thatNeverOpens_isDown() {
    Node own = new Node(SELF);
    own.check("hub", 70, DOWN);

    assertThat(own.standing("hub").state().word()).isEqualTo("down");
  }

  @Test
  void hubItself_removed_staysAway() {
    Node own = new Node(SELF);
    own.uptime.targets().remove("hub").toCompletableFuture().join();

    assertThat(own.uptime.targets().all()).isEmpty();
    assertThat(new Node(SELF).uptime.targets().all()).isEmpty();
  }

  @Test
  void target_ofAnIdThatIsThere_isRefused() {
    node.add(everySecond("a"));

    assertThatThrownBy(() -> node.add(everySecond("a")))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.TAKEN));
  }

  @Test
  void oneTargetTooMany_isRefused_andOneThatIsThereCanBeChanged() {
    node = new Node(null, new LocalStore(null));
    for (int i = 0; i < Targets.MOST; i++) {
      node.add(everySecond("t" + i));
    }

    assertThatThrownBy(() -> node.add(everySecond("more")))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.FULL));
    assertThatThrownBy(() -> node.uptime.targets().put(everySecond("more")))
        .isInstanceOf(RefusedException.class);
    Target changed = target("t1", Duration.ofSeconds(7));
    node.uptime.targets().put(changed).toCompletableFuture().join();
    assertThat(node.uptime.targets().find("t1")).contains(changed);
  }

  @Test
  void privateTarget_isLeftOutForAll() {
    Target open = everySecond("a");
    node.add(
        new Target(
            "a", "A", open.goal(), open.interval(), open.timeout(), 0, /* isPrivate= */ true));

    assertThat(node.uptime.report(true).getJsonArray("targets")).isEmpty();
    assertThat(node.uptime.report(false).getJsonArray("targets")).hasSize(1);
  }
}
