package dev.freshet.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
  private final Witnesses witnesses;
  private final Map<String, BooleanSupplier> probes = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private final StatusWatch watch;
  private final Publishing oneByOne;
  private Duration patience = Duration.ofSeconds(45);
  private boolean mustBeSeen = true;
  private int moreDoubled;
  private int moreLost;
  private long mendedAt;
  private double secondsUntilWell = -1;

  private FaultRun(String fault, Fleet fleet, List<URI> doors) {
    this.fault = fault;
    this.fleet = fleet;
    topic = "fault-" + COUNT.incrementAndGet() + "-" + System.nanoTime();
    watch = new StatusWatch(fleet);
    oneByOne = new Publishing(topic, topic + "/one", livingDoors(), ledger);
    publishing.add(oneByOne);
    witnesses = new Witnesses(topic, doors, ledger);
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
    try {
      run.open();
      return run;
    } catch (RuntimeException | AssertionError e) {
      run.close();
      throw e;
    }
  }

  private void open() {
    witnesses.arrive();
    for (int i = 0; i < FIRST; i++) {
      publish();
    }
    awaitOrSay("the first events did not arrive", witnesses::hasAll);
    witnesses.leave();
    watch.begin();
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
    Witness witness = witnesses.arrive(name, livingDoors());
    publish();
    List<String> accepted = ledger.accepted();
    awaitOrSay("an event did not arrive: " + name, () -> witness.missing(accepted).isEmpty());
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

  /** Waits until some node says that something is wrong; returns whether one does. */
  boolean awaitSeen(Duration atMost) {
    try {
      await().atMost(atMost).until(() -> !watch.seen().isEmpty());
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
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

  /** What beside the witnesses' events came twice: it must not. */
  void doubled(String what, int count) {
    moreDoubled += count;
    check(count + " " + what + " were published twice", count == 0);
  }

  /** What clients beside the witnesses lost: without a word, nothing. */
  void lost(String who, int lost, int untold) {
    moreLost += lost;
    check(untold + " of " + lost + " " + who + " untold", untold == 0);
  }

  /** Takes care of something that ends with the row. */
  <T extends AutoCloseable> T with(T resource) {
    resources.push(resource);
    return resource;
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
    witnesses.comeBack();
    long settled = System.nanoTime() + ARRIVAL.toNanos();
    await()
        .atMost(ARRIVAL.plusSeconds(5))
        .until(() -> System.nanoTime() > settled || witnesses.isSettled());
    FaultRow row = row(well);
    FaultTable.add(row);
    assertThat(row.problems()).as(row.toString()).isEmpty();
    return row;
  }

  /** Waits until all is well; the first time counts. */
  void awaitWell() {
    long began = mendedAt == 0 ? System.nanoTime() : mendedAt;
    try {
      await()
          .atMost(patience)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> fleet.isWell() && unwell().isEmpty());
      secondsUntilWell =
          secondsUntilWell < 0 ? (System.nanoTime() - began) / 1e9 : secondsUntilWell;
    } catch (ConditionTimeoutException e) {
      String what = fleet.isWell() ? String.join(", ", unwell()) : "" + watch.seen();
      problems.add("not well after " + patience.toSeconds() + " s: " + what);
      probes.clear();
    }
  }

  /** What does not work as it should. */
  private List<String> unwell() {
    return probes.entrySet().stream()
        .filter(probe -> !probe.getValue().getAsBoolean())
        .map(Map.Entry::getKey)
        .toList();
  }

  private FaultRow row(double well) {
    problems.addAll(witnesses.problems());
    Set<String> seen = watch.seen();
    check("not visible in the status", !mustBeSeen || !seen.isEmpty());
    for (FreshetServer node : fleet.nodes()) {
      check("a revoked token is accepted after it", !fleet.tryRevoked(node).isAccepted());
    }
    problems.addAll(watch.breaches());
    int refused = ledger.refusals().values().stream().mapToInt(Integer::intValue).sum();
    return new FaultRow(
        fault,
        ledger.accepted().size(),
        refused,
        witnesses.lost() + moreLost,
        witnesses.doubled() + moreDoubled,
        witnesses.told(),
        seen.isEmpty() ? "up" : String.join(", ", seen),
        well,
        List.copyOf(problems));
  }

  @Override
  public void close() {
    resources.forEach(FaultRun::end);
    publishing.forEach(Publishing::close);
    witnesses.close();
    watch.close();
  }

  private static void end(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new AssertionError(resource + " did not end", e);
    }
  }
}
