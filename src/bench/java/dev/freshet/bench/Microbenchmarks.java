package dev.freshet.bench;

import java.nio.file.Path;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the JMH benchmarks of the hub's parts, with the garbage that they make. */
final class Microbenchmarks {
  private static final String OURS = "dev\\.freshet\\..*Benchmark\\..*";

  private Microbenchmarks() {}

  static void run(Path folder) {
    try {
      var unused =
          new Runner(
                  new OptionsBuilder()
                      .include(OURS)
                      .addProfiler("gc")
                      .resultFormat(ResultFormatType.JSON)
                      .result(folder.resolve("jmh.json").toString())
                      .build())
              .run();
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
  }
}
