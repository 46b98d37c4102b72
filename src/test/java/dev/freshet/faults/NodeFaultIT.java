package dev.freshet.faults;

import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SwitchedWeb;
import dev.freshet.testing.UptimeApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;

/** A node that is killed, frozen or left without what it needs. */
@ExtendWith({FaultTable.class, SharedFleet.class})
class NodeFaultIT {
  private static final int RATE = 50;
  private static final Map<String, String> EARLIEST = Map.of("Last-Event-ID", "earliest");

  private final RedisFleet hub;
  private final Fleet fleet;

  NodeFaultIT(RedisFleet hub) {
    this.hub = hub;
    this.fleet = hub.fleet();
  }

  @Test
  void holderKilled() {
    try (FaultRun run = FaultRun.begin("kill -9 of the lease holder", fleet)) {
      FreshetServer holder = fleet.holder();
      FreshetServer other = fleet.other(holder);
      run.publishing(RATE, fleet.nodes());
      Ticking ticking = run.with(Ticking.twiceASecond(other));
      run.awaitAccepted(RATE);
      holder.kill();
      await().atMost(Fleet.PATIENCE).until(() -> Fleet.holdsLease(other));
      ticking.awaitMore(3);
      holder.restart();
      run.mended();
      run.doubled("due times", ticking.doubled());
      run.finish();
    }
  }

  @Test
  void holderFrozen() {
    try (FaultRun run = FaultRun.begin("the lease holder frozen for 6 s", fleet)) {
      FreshetServer holder = fleet.holder();
      FreshetServer other = fleet.other(holder);
      run.publishing(RATE, List.of(other));
      Ticking ticking = run.with(Ticking.twiceASecond(other));
      run.awaitAccepted(RATE);
      holder.pause();
      FaultRun.hold(Duration.ofSeconds(6));
      holder.resume();
      run.mended();
      ticking.awaitMore(4);
      run.doubled("due times", ticking.doubled());
      run.finish();
    }
  }

  /**
   * The holder has no descriptors for a while, and works again; when it dies later than Redis
   * remembers idempotency keys, nothing that it has published may be published by the next one.
   */
  @Test
  void descriptors() {
    try (FaultRun run = FaultRun.begin("no descriptors at the holder for 15 s", fleet)) {
      FreshetServer holder = fleet.holder();
      FreshetServer other = fleet.other(holder);
      run.publishing(RATE / 5, List.of(other));
      SwitchedWeb web = run.with(new SwitchedWeb());
      Ticking ticking = run.with(Ticking.twiceASecond(other));
      RawStream checks = run.with(RawStream.open(Fleet.hub(other, "uptime/descriptors")));
      RawStream monitor = run.with(RawStream.open(Fleet.hub(other, "monitor")));
      await().atMost(Fleet.PATIENCE).until(() -> nodesOf(monitor, 0).size() == 2);
      Limits limits = run.with(Limits.of(holder));
      watch(web, other);
      run.with(() -> new UptimeApi(other).delete("descriptors"));
      limits.descriptors();
      FaultRun.hold(Duration.ofSeconds(15));
      limits.lift();
      run.mended();
      int checked = checks.events().size();
      int samples = monitor.events().size();
      run.wellOnceAlso("uptime checks", () -> checks.events().size() > checked + 2);
      // A node that is started again has another name.
      run.wellOnceAlso("samples of all nodes", () -> nodesOf(monitor, samples).size() >= 2);
      run.awaitWell();
      run.check("the schedule does not go on", ticking.goesOn());
      forgetKeys();
      fleet.holder().kill();
      fleet.restore();
      run.check("the schedule does not run", ticking.goesOn());
      run.doubled("due times", ticking.doubled());
      run.finish();
    }
  }

  private static void watch(SwitchedWeb web, FreshetServer node) {
    String target =
        "{\"id\":\"descriptors\",\"kind\":\"http\",\"url\":\"http://localhost:%d/\",\"intervalSeconds\":1}";
    int status = new UptimeApi(node).post(target.formatted(web.port())).statusCode();
    if (status != 201) {
      throw new AssertionError("a target: " + status);
    }
  }

  /** Which nodes sent samples after the first ones. */
  private static Set<String> nodesOf(RawStream monitor, int first) {
    return monitor.data().stream()
        .skip(first)
        .map(data -> data.replaceAll("(?s).*\"node\":\\{?\"?([^\",}]*).*", "$1"))
        .collect(Collectors.toSet());
  }

  /** As five minutes do. */
  private void forgetKeys() {
    hub.command(jedis -> jedis.keys("{freshet}:key:*").forEach(key -> forget(jedis, key)));
  }

  private static void forget(Jedis jedis, String key) {
    long unused = jedis.del(key);
  }

  @Test
  @Tag("faults")
  void memory() {
    try (FaultRun run = FaultRun.begin("no more address space at a node for 10 s", fleet)) {
      FreshetServer node = fleet.node(1);
      run.publishing(RATE, List.of(fleet.node(0)));
      run.awaitAccepted(RATE);
      run.unnoticed();
      Limits limits = run.with(Limits.of(node)).memory(0);
      for (int i = 0; i < 100; i++) {
        RawStream unused = run.with(RawStream.open(Fleet.hub(node, run.topic()), EARLIEST));
      }
      FaultRun.hold(Duration.ofSeconds(10));
      limits.close();
      fleet.restore();
      run.mended();
      run.finish();
    }
  }

  @Test
  @Tag("faults")
  void killedDuringReplay() {
    try (FaultRun run = FaultRun.begin("kill -9 while 100 clients replay", fleet)) {
      FreshetServer dying = fleet.node(1);
      run.publishing(RATE, List.of(fleet.node(0)));
      Replays replays = run.with(Replays.of(100, 900, List.of(dying, fleet.node(0))));
      replays.comeBack();
      dying.kill();
      replays.awaitAll(run);
      dying.restart();
      run.mended();
      run.finish();
    }
  }

  @Test
  @Tag("faults")
  void killedDuringTakeOver() {
    try (FaultRun run = FaultRun.begin("kill -9 of the holder, then of the next one", fleet)) {
      FreshetServer first = fleet.holder();
      FreshetServer second = fleet.other(first);
      run.publishing(RATE, fleet.nodes());
      run.awaitAccepted(RATE);
      first.kill();
      await().atMost(Fleet.PATIENCE).until(() -> Fleet.holdsLease(second));
      first.restart();
      Ticking ticking = run.with(Ticking.twiceASecond(first));
      second.kill();
      await().atMost(Fleet.PATIENCE).until(() -> Fleet.holdsLease(first));
      ticking.awaitMore(3);
      second.restart();
      run.mended();
      run.doubled("due times", ticking.doubled());
      run.finish();
    }
  }
}
