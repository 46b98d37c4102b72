package dev.freshet.bench.micro;

import dev.freshet.event.Event;
import dev.freshet.event.WireEncoder;
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

/** An event to its bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EncoderBenchmark {
  private static final String ID = "1795426626360-0";

  @Param({"100", "1024", "16384"})
  int size;

  @Param({"1", "10"})
  int lines;

  private Event event = Event.of("topic", "");

  @Setup
  public void setUp() {
    String line = "x".repeat(size / lines - 1);
    event = Event.of("topic", (line + "\n").repeat(lines).strip());
  }

  @Benchmark
  public byte[] encode() {
    return WireEncoder.encode(event, ID);
  }
}
