package dev.freshet.faults;

import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.Tokens;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/** A schedule, heard at a node by a client that stays. Its events are the times that were due. */
final class Ticking implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final FreshetServer node;
  private final String id = "ticking-" + System.nanoTime();
  private final RawStream stream;

  private Ticking(FreshetServer node, String trigger, String more) {
    this.node = node;
    stream = RawStream.open(Fleet.hub(node, id));
    await().atMost(PATIENCE).until(() -> stream.comments() > 0);
    Calls.Answer answer =
        Calls.json(
            "POST",
            node.uri("/api/schedules"),
            Tokens.administrator(),
            "{'id':'%s','topics':['%s'],'payload':{'template':'{{time}}'},'trigger':%s%s}"
                .formatted(id, id, trigger, more));
    if (answer.status() != 201) {
      throw new AssertionError("a schedule: " + answer);
    }
  }

  /** Twice a second; every due time counts, however late. */
  static Ticking twiceASecond(FreshetServer node) {
    Ticking ticking =
        new Ticking(node, "{'interval':0.5}", ",'coalesce':false,'misfireGrace':3600");
    ticking.awaitMore(3);
    return ticking;
  }

  /** By that trigger. */
  static Ticking by(FreshetServer node, String trigger) {
    Ticking ticking = new Ticking(node, trigger, "");
    ticking.awaitMore(2);
    return ticking;
  }

  List<String> dueTimes() {
    return stream.data();
  }

  int doubled() {
    List<String> all = dueTimes();
    Set<String> distinct = new HashSet<>(all);
    return all.size() - distinct.size();
  }

  void awaitMore(int events) {
    int before = dueTimes().size();
    await().atMost(PATIENCE).until(() -> dueTimes().size() >= before + events);
  }

  /** Whether its schedule is there for a node. */
  boolean isKnownAt(FreshetServer other) {
    return Calls.json("GET", other.uri("/api/schedules/" + id), Tokens.administrator(), "").status()
        == 200;
  }

  /** Whether more events come, to a client that comes now: a gap may have ended the stream. */
  boolean goesOn() {
    try (RawStream now = RawStream.open(Fleet.hub(node, id))) {
      await().atMost(PATIENCE).until(() -> now.events().size() >= 3);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    stream.close();
    Calls.Answer unused =
        Calls.json("DELETE", node.uri("/api/schedules/" + id), Tokens.administrator(), "");
  }
}
