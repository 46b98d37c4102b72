package dev.freshet.hub;

import java.util.Objects;
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

/** A walk of a pump: a thousand subscribers that are so many events behind. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChainBenchmark {
  private static final int SUBSCRIBERS = 1000;
  private static final int WIRE_BYTES = 130;

  @Param({"1", "10", "100", "400"})
  int behind;

  private final Spans spans = new Spans();
  private final byte[] wire = new byte[WIRE_BYTES];
  private Node origin = Node.origin();
  private Node end = origin;

  @Setup
  public void setUp() {
    origin = Node.origin();
    end = origin;
    for (int i = 0; i < behind; i++) {
      end = end.append(wire, 0);
    }
  }

  @Benchmark
  public byte[] compose() {
    return Span.compose(origin, end).bytes();
  }

  @Benchmark
  public long walk() {
    long bytes = 0;
    for (int i = 0; i < SUBSCRIBERS; i++) {
      bytes += Objects.requireNonNull(spans.between(origin, end).bytes()).length;
    }
    spans.clear();
    return bytes;
  }

  @Benchmark
  public long append() {
    return end.append(wire, 0).number;
  }
}
