package dev.freshet.bench.micro;

import dev.freshet.event.Selector;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whether a topic is selected. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SelectorBenchmark {
  @Param({"/books/1234", "*", "/books/{id}", "https://example.com{/path*}{?query*}"})
  String text = "";

  @Param({"/books/1234", "https://example.com/a/b/c/d/e/f?q=1"})
  String topic = "";

  private Selector selector = Selector.of("*");

  @Setup
  public void setUp() {
    selector = Selector.of(text);
  }

  @Benchmark
  public boolean matches() {
    return selector.matches(topic);
  }

  @Benchmark
  public Selector read() {
    return Selector.of(text);
  }
}
