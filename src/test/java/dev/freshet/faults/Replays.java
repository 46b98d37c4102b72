package dev.freshet.faults;

import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** Many clients that come back at once and replay the same long history. */
final class Replays implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Witness> clients = new ArrayList<>();
  private final List<String> marks;

  private Replays(List<String> marks) {
    this.marks = marks;
  }

  /** Publishes a history at the first node, of which the clients have seen the beginning only. */
  static Replays of(int count, int events, List<FreshetServer> nodes) {
    String topic = "replayed-" + System.nanoTime();
    List<URI> doors = nodes.stream().map(Fleet::hub).toList();
    String start =
        Calls.publish(doors.get(0), Tokens.publisher("*"), topic, "start", PATIENCE).body();
    Ledger ledger = new Ledger();
    try (Publishing publishing = new Publishing(topic, topic, doors.subList(0, 1), ledger)) {
      for (int i = 0; i < events; i++) {
        Calls.Answer unused = publishing.publish();
      }
    }
    Replays replays = new Replays(ledger.accepted());
    List<URI> streams = nodes.stream().map(node -> Fleet.hub(node, topic)).toList();
    for (int i = 0; i < count; i++) {
      replays.clients.add(new Witness("replay " + i, topic + "/", streams).from(start));
    }
    return replays;
  }

  /** Has all come back; returns when the first ones have something. */
  void comeBack() {
    clients.forEach(Witness::comeBack);
    await().atMost(PATIENCE).until(() -> clients.stream().anyMatch(one -> !one.marks().isEmpty()));
  }

  /** Waits until each has all, and none has anything twice. */
  void awaitAll(FaultRun run) {
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> clients.stream().allMatch(one -> one.missing(marks).isEmpty()));
    } catch (ConditionTimeoutException e) {
      run.problem("replays are not whole");
    }
    run.check("replays repeat", clients.stream().allMatch(one -> one.doubled() == 0));
  }

  @Override
  public void close() {
    clients.forEach(Witness::close);
  }
}
