package dev.freshet.hub;

import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** Which channels an event belongs to, among many that it does not. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChannelIndexBenchmark {
  /** Channels of one topic each. */
  @Param({"0", "10000"})
  int exact;

  /** Channels of one URI template each. */
  @Param({"0", "50"})
  int templates;

  /** Topics of the events in turn: more than are remembered make each be matched anew. */
  @Param({"100", "20000"})
  int topics;

  private final ChannelIndex index = new ChannelIndex();
  private List<Event> events = List.of();
  private int next;
  private int found;

  @Setup
  public void setUp() {
    IntStream.range(0, exact).forEach(i -> open("/t/" + i));
    IntStream.range(0, templates).forEach(i -> open("/" + i + "/{name}"));
    events =
        IntStream.range(0, topics)
            .mapToObj(i -> Event.of(i % 2 == 0 ? "/t/" + i : "/" + i % 50 + "/" + i, "x"))
            .toList();
  }

  private void open(String selector) {
    Channel unused = index.open(Subscription.to(Selector.of(selector)), 1);
  }

  @Benchmark
  public int visit() {
    next = (next + 1) % topics;
    index.visit(events.get(next), channel -> found++);
    return found;
  }
}
