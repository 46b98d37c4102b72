package dev.freshet.bench.micro;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.log.LogBounds;
import dev.freshet.log.MemoryLog;
import dev.freshet.log.Page;
import dev.freshet.log.Term;
import java.time.Duration;
import java.time.InstantSource;
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

/** Appending to a full log, and reading a page of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LogBenchmark {
  private static final int EVENTS = 10_000;
  private static final long BYTES = 64L * 1024 * 1024;

  /** Topics that the events are spread over. */
  @Param({"1", "1000"})
  int topics;

  private final MemoryLog log =
      new MemoryLog(new LogBounds(EVENTS, BYTES, Duration.ofDays(1)), InstantSource.system());

  private final Subscription subscription = Subscription.to(Selector.of("/topic/0"));
  private Event[] events = {};
  private EventId last = EventId.NONE;
  private int next;

  @Setup
  public void setUp() {
    events = new Event[topics];
    for (int i = 0; i < topics; i++) {
      events[i] = Event.of("/topic/" + i, "x".repeat(100));
    }
    for (int i = 0; i < EVENTS; i++) {
      last = append();
    }
  }

  @Benchmark
  public EventId append() {
    next = (next + 1) % topics;
    return log.append(events[next], Term.ANY).toCompletableFuture().join();
  }

  @Benchmark
  public Page read() {
    return log.read(subscription, EventId.NONE, last);
  }
}
