package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A hundred streams of a server, a publisher whose events they hear, and somebody who asks for the
 * status: what others do to the server must not harm them. Any thread.
 */
public final class Bystanders implements AutoCloseable {
  private static final int STREAMS = 100;
  private static final int EVENTS_PER_SECOND = 5;

  /** None of the streams may hear nothing for longer, and no answer may take longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final FreshetServer server;
  private final Publisher publisher;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final AtomicLong[] heard = new AtomicLong[STREAMS];
  private final AtomicLong slowest = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Crowd crowd;

  /** Opens the streams, and begins to publish and to ask. */
  public Bystanders(FreshetServer server) {
    this.server = server;
    this.publisher = new Publisher(server);
    for (int i = 0; i < STREAMS; i++) {
      heard[i] = new AtomicLong(System.nanoTime());
    }
    crowd =
        Crowd.open(
            server.uri("/.well-known/mercure?topic=calm"),
            STREAMS,
            (member, event) -> {
              long now = System.nanoTime();
              note(now - heard[member].getAndSet(now));
            });
    every(Duration.ofSeconds(1).dividedBy(EVENTS_PER_SECOND), this::publish);
    every(Duration.ofSeconds(1), this::ask);
  }

  private void every(Duration period, Runnable task) {
    ScheduledFuture<?> unused =
        clock.scheduleAtFixedRate(task, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void note(long nanos) {
    long unused = slowest.accumulateAndGet(nanos, Math::max);
  }

  private void publish() {
    timed(() -> assertThat(publisher.publish("calm", "on")).isNotEmpty());
  }

  private void ask() {
    timed(
        () ->
            assertThat(Publisher.get(server.uri("/api/status")).statusCode())
                .as("status")
                .isEqualTo(200));
  }

  private void timed(Runnable request) {
    long start = System.nanoTime();
    try {
      request.run();
    } catch (RuntimeException | AssertionError e) {
      if (!clock.isShutdown()) {
        boolean unused = failure.compareAndSet(null, e);
      }
    }
    note(System.nanoTime() - start);
  }

  /** Has them go on for a while. */
  public void assertServedFor(Duration time) {
    long events = publishedBy();
    await()
        .atMost(time.plus(PATIENCE))
        .pollDelay(time)
        .until(() -> publishedBy() > events + time.toSeconds());
    assertUnharmed();
  }

  private int publishedBy() {
    return Status.of(server).number("published");
  }

  /** No stream ended, no answer was missing, and nothing took too long. */
  public void assertUnharmed() {
    assertThat(server.isAlive()).as("the server lives").isTrue();
    assertThat(failure.get()).as("a request that failed").isNull();
    assertThat(crowd.ended()).as("streams that ended").isZero();
    assertThat(crowd.open()).isEqualTo(STREAMS);
    assertThat(Duration.ofNanos(slowest.get())).as("the longest wait").isLessThan(PATIENCE);
  }

  /**
   * Within a minute the server's heap is as it was.
   *
   * @param tolerance bytes
   */
  public static void assertHeapReturns(FreshetServer server, long usual, long tolerance) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(5))
        .untilAsserted(
            () -> assertThat(usedHeap(server)).as("heap").isLessThan(usual + tolerance));
    assertThat(server.output()).noneMatch(line -> line.contains("OutOfMemoryError"));
  }

  /** Bytes of the server's heap after a full collection. */
  public static long usedHeap(FreshetServer server) {
    // The run command is the one process that has another below it.
    ProcessHandle jvm =
        server.processes().stream()
            .filter(one -> one.children().findAny().isEmpty())
            .findFirst()
            .orElseThrow();
    String unused = jcmd(jvm, "GC.run");
    Matcher used = USED.matcher(jcmd(jvm, "GC.heap_info"));
    assertThat(used.find()).isTrue();
    return Long.parseLong(used.group(1)) << 10;
  }

  private static String jcmd(ProcessHandle jvm, String command) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    List<String> line = List.of(jcmd.toString(), Long.toString(jvm.pid()), command);
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    crowd.close();
  }
}
