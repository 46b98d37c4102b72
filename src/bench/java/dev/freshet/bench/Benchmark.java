package dev.freshet.bench;

import dev.freshet.bench.peer.ClusterPeer;
import dev.freshet.bench.peer.FreshetPeer;
import dev.freshet.bench.peer.JerseyPeer;
import dev.freshet.bench.peer.NchanPeer;
import dev.freshet.bench.peer.Peer;
import dev.freshet.bench.peer.SocketPeer;
import dev.freshet.bench.report.Machine;
import dev.freshet.bench.report.Measurement;
import dev.freshet.bench.report.Results;
import dev.freshet.bench.report.ResultsJson;
import dev.freshet.bench.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures the hub beside its peers: for each scenario, as often as was asked for, each peer in
 * turn on this machine, one server at a time. Run by {@code mvn -Pbench verify}.
 */
public final class Benchmark {
  private static final Path FOLDER = Path.of("target", "bench");
  private static final List<Peer> PEERS =
      List.of(
          FreshetPeer.direct(),
          FreshetPeer.before(),
          FreshetPeer.servlet(),
          new ClusterPeer(),
          new JerseyPeer(),
          NchanPeer.oneWorker(),
          NchanPeer.manyWorkers(),
          new SocketPeer());

  private final Options options;
  private final Results results = new Results();

  private Benchmark(Options options) {
    this.options = options;
  }

  public static void main(String[] args) throws IOException {
    Options options = Options.ofSystem();
    Files.createDirectories(FOLDER);
    endWithParent();
    boolean isGood = new Benchmark(options).run();
    System.exit(isGood ? 0 : 1);
  }

  /** Whoever started this may be killed without telling: then the servers have no use either. */
  private static void endWithParent() {
    ProcessHandle.current().parent().ifPresent(Benchmark::endWith);
  }

  private static void endWith(ProcessHandle parent) {
    var unused = parent.onExit().thenRun(() -> System.exit(1));
  }

  private boolean run() throws IOException {
    for (Scenario scenario : chosen()) {
      run(scenario);
    }
    if (options.scenarios().isEmpty() || options.scenarios().contains(Scenarios.JMH)) {
      Microbenchmarks.run(FOLDER);
    }
    List<Measurement> failed = results.failedOf("freshet");
    failed.forEach(measurement -> say("FAILED: " + measurement.title()));
    return failed.isEmpty();
  }

  private List<Scenario> chosen() {
    List<Scenario> chosen = new ArrayList<>();
    for (Scenario complete : Scenarios.all()) {
      Scenario scenario = complete.withRates(options.rates());
      boolean isPartOfAnother = scenario.name().equals("fanout");
      if (options.scenarios().isEmpty()
          ? !isPartOfAnother
          : options.scenarios().contains(scenario.name())) {
        chosen.add(scenario);
      }
    }
    int known = chosen.size() + (options.scenarios().contains(Scenarios.JMH) ? 1 : 0);
    if (known < options.scenarios().size()) {
      List<String> names = Scenarios.all().stream().map(Scenario::name).toList();
      throw new IllegalArgumentException("Scenarios are " + names + " and " + Scenarios.JMH);
    }
    return chosen;
  }

  private void run(Scenario scenario) throws IOException {
    say("%n%s: %s".formatted(scenario.name(), scenario.text()));
    checkFiles(scenario);
    List<Peer> peers = present(scenario);
    for (int run = 1; run <= options.runs(); run++) {
      for (Peer peer : peers) {
        new Trial(scenario, peer, run, options, FOLDER).measure(this::note);
      }
    }
    say(new Table(results.of(scenario.name())).toString());
    write(scenario.name(), results.of(scenario.name()));
    write("results", results);
    Plots.write(results, Scenarios.all(), FOLDER);
  }

  private static void checkFiles(Scenario scenario) {
    long most = ProcessFigures.mostFiles();
    if (most < scenario.files()) {
      throw new IllegalStateException(
          scenario.name()
              + " needs "
              + scenario.files()
              + " open files in one process, and this shell allows "
              + most
              + ": raise it, such as by ulimit -Hn 20000");
    }
  }

  private List<Peer> present(Scenario scenario) {
    List<Peer> present = new ArrayList<>();
    for (Peer peer : PEERS) {
      if (!scenario.peers().contains(peer.name()) || !options.wants(peer.name())) {
        continue;
      }
      Optional<String> absence = peer.absence();
      if (absence.isPresent()) {
        say("absent: " + peer.name() + ", as " + absence.get());
        results.absent(peer.name(), absence.get());
      } else {
        present.add(peer);
      }
    }
    return present;
  }

  private void note(Measurement measurement) {
    results.add(measurement);
    say("  " + measurement.title() + ": " + Table.line(measurement));
    measurement.failures().forEach(failure -> say("    " + failure));
  }

  private static void write(String name, Results some) throws IOException {
    Files.writeString(
        FOLDER.resolve(name + ".json"), ResultsJson.of(some, Machine.ofThis()).toString());
  }

  private static void say(String text) {
    System.out.println(text);
  }
}
