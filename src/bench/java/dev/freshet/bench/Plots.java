package dev.freshet.bench;

import dev.freshet.bench.report.BarPlot;
import dev.freshet.bench.report.Figure;
import dev.freshet.bench.report.LinePlot;
import dev.freshet.bench.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** Draws the medians: lines where the loads differ in a number, else bars. */
final class Plots {
  private static final List<Figure> DRAWN =
      List.of(
          Figure.DELIVERIES,
          Figure.CPU,
          Figure.P99,
          Figure.CONNECTS,
          Figure.REPLAY,
          Figure.HEAP,
          Figure.RESIDENT_PER_STREAM);

  private final Scenario scenario;
  private final Results results;
  private final Path folder;

  private Plots(Scenario scenario, Results results, Path folder) {
    this.scenario = scenario;
    this.results = results;
    this.folder = folder;
  }

  /** Writes the pictures of each scenario that was measured, as SCENARIO-FIGURE.svg. */
  static void write(Results results, List<Scenario> scenarios, Path folder) throws IOException {
    for (Scenario scenario : scenarios) {
      Results part = results.of(scenario.name());
      for (Figure figure : DRAWN) {
        new Plots(scenario, part, folder).write(figure);
      }
    }
  }

  private void write(Figure figure) throws IOException {
    if (scenario.axis().isEmpty()) {
      bars(figure);
      return;
    }
    Set<String> series = new LinkedHashSet<>();
    scenario.points().forEach(point -> series.add(point.series()));
    for (String name : series) {
      lines(figure, name);
    }
  }

  private void bars(Figure figure) throws IOException {
    List<BarPlot.Group> groups = new ArrayList<>();
    for (String point : results.points()) {
      List<BarPlot.Bar> bars = new ArrayList<>();
      for (String peer : results.peers()) {
        results
            .median(point, peer, figure)
            .ifPresent(value -> bars.add(new BarPlot.Bar(peer, value)));
      }
      if (!bars.isEmpty()) {
        groups.add(new BarPlot.Group(point, bars));
      }
    }
    if (!groups.isEmpty()) {
      String title = figure.title() + ": " + scenario.text();
      save(figure.key(), BarPlot.of(title, figure, groups));
    }
  }

  private void lines(Figure figure, String series) throws IOException {
    List<LinePlot.Line> lines = new ArrayList<>();
    for (String peer : results.peers()) {
      List<LinePlot.Place> places = new ArrayList<>();
      for (Point point : scenario.points()) {
        OptionalDouble y = results.median(point.name(), peer, figure);
        if (point.series().equals(series) && y.isPresent() && y.getAsDouble() > 0) {
          places.add(new LinePlot.Place(point.x(), y.getAsDouble()));
        }
      }
      lines.add(new LinePlot.Line(peer, places));
    }
    if (lines.stream().anyMatch(line -> !line.places().isEmpty())) {
      String title = figure.title() + ", 1,000 streams, events of " + series;
      save(
          figure.key() + "-" + series.toLowerCase(Locale.ROOT).replace(" ", ""),
          LinePlot.of(title, scenario.axis(), figure.title(), lines));
    }
  }

  private void save(String name, String svg) throws IOException {
    Files.writeString(folder.resolve(scenario.name() + "-" + name + ".svg"), svg);
  }
}
