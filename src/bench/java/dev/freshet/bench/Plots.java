package dev.freshet.bench;

import dev.freshet.bench.report.Results;
import java.nio.file.Path;
import java.util.List;

/** Plots. */
final class Plots {
  private Plots() {}

  static void write(Results results, List<Scenario> scenarios, Path folder) {}
}
