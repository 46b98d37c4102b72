package dev.freshet.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One fault from before it to after it. Four witnesses subscribe and get the first events: two
 * stay, on the topic and on all topics, and two leave and come back when all is over. One thread.
 */
final class FaultRun implements AutoCloseable {
  private static final Duration ARRIVAL = Duration.ofSeconds(20);
  private static final int FIRST = 5;
  private static final int LAST = 3;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Fleet fleet;
  private final String fault;
  private final String topic;
  private final Ledger ledger = new Ledger();
  private final List<Publishing> publishing = new ArrayList<>();
  private final List<Witness> staying = new ArrayList<>();
  private final List<Witness> returning = new ArrayList<>();
  private final Map<String, BooleanSupplier> probes = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final StatusWatch watch;
  private final Publishing oneByOne;
  private Duration patience = Duration.ofSeconds(45);
  private boolean mustBeSeen = true;
  private long mendedAt;
  private double secondsUntilWell = -1;

  /** The probe that is awaited, or was in vain. */
  private String missing = "";

  private FaultRun(String fault, Fleet fleet, List<URI> doors) {
    this.fault = fault;
    this.fleet = fleet;
    topic = "fault-" + COUNT.incrementAndGet() + "-" + System.nanoTime();
    watch = new StatusWatch(fleet);
    oneByOne = new Publishing(topic, topic + "/one", livingDoors(), ledger);
    publishing.add(oneByOne);
    List<URI> turned = new ArrayList<>(doors);
    Collections.reverse(turned);
    staying.add(witness("topic, staying", topic, doors));
    staying.add(witness("all, staying", "*", turned));
    returning.add(witness("topic, returning", topic, turned));
    returning.add(witness("all, returning", "*", doors));
  }

  private Witness witness(String name, String selector, List<URI> doors) {
    return new Witness(
        name,
        topic + "/",
        doors.stream().map(door -> URI.create(door + "?topic=" + selector)).toList());
  }

  /** Begins a row: all is well, the witnesses have the first events, two of them have left. */
  static FaultRun begin(String fault, Fleet fleet) {
    return begin(fault, fleet, fleet.nodes().stream().map(Fleet::hub).toList());
  }

  /** The same with witnesses that come by other ways, such as a {@link FaultProxy}. */
  static FaultRun begin(String fault, Fleet fleet, List<URI> doors) {
    fleet.restore();
    fleet.awaitWell();
    fleet.ensureRevoked();
    FaultRun run = new FaultRun(fault, fleet, doors);
    run.open();
    return run;
  }

  private void open() {
    all().forEach(Witness::arrive);
    for (int i = 0; i < FIRST; i++) {
      publish();
    }
    awaitOrSay("the first events did not arrive", () -> hasAll(all()));
    returning.forEach(Witness::leave);
    watch.begin();
  }

  private List<Witness> all() {
    List<Witness> all = new ArrayList<>(staying);
    all.addAll(returning);
    return all;
  }

  private boolean hasAll(List<Witness> witnesses) {
    List<String> accepted = ledger.accepted();
    return witnesses.stream().allMatch(one -> one.missing(accepted).isEmpty());
  }

  private void awaitOrSay(String problem, BooleanSupplier condition) {
    try {
      await().atMost(ARRIVAL).pollInterval(Duration.ofMillis(50)).until(condition::getAsBoolean);
    } catch (ConditionTimeoutException e) {
      problems.add(problem);
    }
  }

  /** The topic of this row's events. */
  String topic() {
    return topic;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Publishes one event at one of the nodes and waits for the answer. */
  Calls.Answer publish() {
    return oneByOne.publish();
  }

  /**
   * Has one more witness come, get the event that is published then, and leave until all is over.
   */
  void seeOffWitness(String name) {
    Witness witness = witness(name, topic, livingDoors()).arrive();
    witness.vouchFrom(ledger.accepted().size());
    returning.add(witness);
    publish();
    awaitOrSay("an event did not arrive: " + name, () -> hasAll(List.of(witness)));
    witness.leave();
  }

  private List<URI> livingDoors() {
    return fleet.nodes().stream().filter(FreshetServer::isAlive).map(Fleet::hub).toList();
  }

  /** Publishes in the background, at these nodes, until {@link #finish}. */
  FaultRun publishing(int perSecond, List<FreshetServer> nodes) {
    List<URI> doors = nodes.stream().map(Fleet::hub).toList();
    String series = topic + "/" + publishing.size();
    publishing.add(new Publishing(topic, series, doors, ledger).start(perSecond));
    return this;
  }

  /** The same at all nodes. */
  FaultRun publishing(int perSecond) {
    return publishing(perSecond, fleet.nodes());
  }

  /** Waits until that many events were accepted in all. */
  void awaitAccepted(int count) {
    await().atMost(Fleet.PATIENCE).until(() -> ledger.accepted().size() >= count);
  }

  /** Waits until publishers were refused that often in all. */
  void awaitRefused(int count) {
    await().atMost(Fleet.PATIENCE).until(() -> ledger.inDoubt().size() >= count);
  }

  /** Waits until some node says that something is wrong; if none ever does, finish() will tell. */
  void awaitSeen(Duration atMost) {
    try {
      await().atMost(atMost).until(() -> !watch.seen().isEmpty());
    } catch (ConditionTimeoutException e) {
      // The row says so.
    }
  }

  /** Lets a fault last. */
  static void hold(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    await().atMost(duration.plusSeconds(5)).until(() -> System.nanoTime() >= end);
  }

  /** This fault need not be visible: the hub takes it in its stride. */
  FaultRun unnoticed() {
    mustBeSeen = false;
    return this;
  }

  /** What else must be true again for the hub to be well. */
  FaultRun wellOnceAlso(String what, BooleanSupplier probe) {
    probes.put(what, probe);
    return this;
  }

  /** How long the hub may take to be well again. */
  FaultRun within(Duration duration) {
    patience = duration;
    return this;
  }

  /** Notes a broken promise that the row's own test has found. */
  void problem(String what) {
    problems.add(what);
  }

  /** Notes a broken promise unless that is true. */
  void check(String what, boolean isSo) {
    if (!isSo) {
      problems.add(what);
    }
  }

  /** The fault is over: from here the time counts until all is well. */
  void mended() {
    mendedAt = System.nanoTime();
  }

  /** Waits until all is well, has everybody come back, and writes the row, which must be good. */
  FaultRow finish() {
    awaitWell();
    double well = secondsUntilWell;
    publishing.forEach(Publishing::stop);
    List<URI> doors = livingDoors();
    Publishing last = new Publishing(topic, topic + "/last", doors, ledger);
    for (int i = 0; i < LAST; i++) {
      Calls.Answer answer = last.publish();
      check("refused when all is well: " + answer.status(), answer.isAccepted());
    }
    last.close();
    returning.forEach(Witness::comeBack);
    long settled = System.nanoTime() + ARRIVAL.toNanos();
    await()
        .atMost(ARRIVAL.plusSeconds(5))
        .until(() -> System.nanoTime() > settled || all().stream().allMatch(this::isSettled));
    FaultRow row = row(well);
    FaultTable.add(row);
    assertThat(row.problems()).as(row.toString()).isEmpty();
    return row;
  }

  private boolean isSettled(Witness witness) {
    List<String> accepted = ledger.accepted();
    List<String> missing = witness.missing(accepted);
    return missing.isEmpty()
        || (witness.wasTold() && !missing.contains(accepted.get(accepted.size() - 1)));
  }

  /** Waits until all is well; the first time counts. */
  void awaitWell() {
    long began = mendedAt == 0 ? System.nanoTime() : mendedAt;
    try {
      await().atMost(patience).pollInterval(Duration.ofMillis(100)).until(fleet::isWell);
      for (Map.Entry<String, BooleanSupplier> probe : probes.entrySet()) {
        missing = probe.getKey();
        await(missing).atMost(patience).until(probe.getValue()::getAsBoolean);
      }
      secondsUntilWell =
          secondsUntilWell < 0 ? (System.nanoTime() - began) / 1e9 : secondsUntilWell;
    } catch (ConditionTimeoutException e) {
      problems.add("not well after " + patience.toSeconds() + " s: " + what());
      probes.remove(missing);
    }
  }

  private String what() {
    return fleet.isWell() ? missing : "" + watch.seen();
  }

  private FaultRow row(double well) {
    List<String> accepted = ledger.accepted();
    int lost = 0;
    int doubled = 0;
    int told = 0;
    for (Witness witness : all()) {
      int missing = witness.missing(accepted).size();
      lost = Math.max(lost, missing);
      doubled = Math.max(doubled, witness.doubled());
      told += witness.wasTold() ? 1 : 0;
      check(missing + " lost untold: " + witness.name(), missing == 0 || witness.wasTold());
      check(
          witness.doubled() + " doubled untold: " + witness.name(),
          witness.doubled() == 0 || witness.wasTold());
    }
    Set<String> seen = watch.seen();
    check("not visible in the status", !mustBeSeen || !seen.isEmpty());
    for (FreshetServer node : fleet.nodes()) {
      check("a revoked token is accepted after it", !fleet.tryRevoked(node).isAccepted());
    }
    problems.addAll(watch.breaches());
    int refused = ledger.inDoubt().size();
    return new FaultRow(
        fault,
        accepted.size(),
        refused,
        lost,
        doubled,
        told == 0 ? "–" : told + " of " + all().size() + " clients",
        seen.isEmpty() ? "up" : String.join(", ", seen),
        well,
        List.copyOf(problems));
  }

  @Override
  public void close() {
    publishing.forEach(Publishing::close);
    all().forEach(Witness::close);
    watch.close();
  }
}
