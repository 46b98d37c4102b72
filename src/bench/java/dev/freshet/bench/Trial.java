package dev.freshet.bench;

import dev.freshet.bench.load.Load;
import dev.freshet.bench.load.Target;
import dev.freshet.bench.peer.Peer;
import dev.freshet.bench.peer.Server;
import dev.freshet.bench.peer.Setup;
import dev.freshet.bench.report.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * One run of one scenario with one peer: a server of its own, and its loads one after the other.
 */
final class Trial {
  private final Scenario scenario;
  private final Peer peer;
  private final int run;
  private final Options options;
  private final Path folder;

  Trial(Scenario scenario, Peer peer, int run, Options options, Path folder) {
    this.scenario = scenario;
    this.peer = peer;
    this.run = run;
    this.options = options;
    this.folder = folder;
  }

  /** Measures each point; after a failure the next one gets a new server. */
  void measure(Consumer<Measurement> results) throws IOException {
    List<Point> left = new ArrayList<>(scenario.points());
    while (!left.isEmpty()) {
      try (Server server = peer.start(setup(scenario.points().size() - left.size()))) {
        measureUntilFailure(server, left, results);
      } catch (ConditionTimeoutException | TerminalFailureException e) {
        results.accept(measurement(left.remove(0), Map.of(), List.of("it did not start: " + e)));
      }
    }
  }

  private void measureUntilFailure(Server server, List<Point> left, Consumer<Measurement> results)
      throws IOException {
    warmUp(server);
    boolean isUnhurt = true;
    while (isUnhurt && !left.isEmpty()) {
      Measurement result = measure(server, left.remove(0));
      results.accept(result);
      isUnhurt = result.failures().isEmpty();
    }
  }

  private Setup setup(int point) {
    String label =
        scenario.name() + "-" + peer.name() + "-" + run + (point == 0 ? "" : "-" + point);
    return new Setup(
        options.port(),
        folder,
        label,
        scenario.settings(),
        scenario.jvmOptions(),
        options.profiling());
  }

  /** What a server does for each event has been done often enough before the first that counts. */
  private void warmUp(Server server) throws IOException {
    Optional<Load> load = scenario.warmUp();
    if (load.isPresent()) {
      LoadProcess.Result unused =
          LoadProcess.run(load.get(), target(server), new Gauges(server, load.get()));
    }
  }

  private Target target(Server server) {
    return new Target(server.dialect(), server.ports(), server.token(), options.readers());
  }

  private Measurement measure(Server server, Point asked) throws IOException {
    Point point = asked.within(options.warmSeconds(), options.seconds());
    Gauges gauges = new Gauges(server, point.load());
    LoadProcess.Result result = LoadProcess.run(point.load(), target(server), gauges);
    return measurement(point, gauges.figures(result.figures()), result.failures());
  }

  private Measurement measurement(Point point, Map<String, Double> figures, List<String> failures) {
    return new Measurement(scenario.name(), point.name(), peer.name(), run, figures, failures);
  }
}
