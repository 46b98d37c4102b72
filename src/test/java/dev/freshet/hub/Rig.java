package dev.freshet.hub;

import dev.freshet.event.Event;
import dev.freshet.health.Health;
import dev.freshet.health.Service;
import dev.freshet.log.EventLog;
import dev.freshet.log.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A hub with one pump whose threads, executors and clock fail as the test says. */
final class Rig implements AutoCloseable {
  final Health health = Health.ofSystem();
  final Hub hub;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  // Set by the test, read by any thread.
  private volatile @Nullable Supplier<Throwable> pumpFailure;
  private volatile @Nullable Supplier<Throwable> asideFailure;
  private volatile @Nullable Supplier<Throwable> listenerFailure;
  private volatile boolean givesNull;
  private volatile Duration shift = Duration.ZERO;

  private Rig(Duration heartbeat, EventLog log) {
    HubSettings defaults = HubSettings.defaults();
    HubSettings settings =
        new HubSettings(
            10_000,
            1024 * 1024,
            10_000,
            8L * 1024 * 1024,
            heartbeat,
            Duration.ofSeconds(2),
            /* pumps= */ 1,
            defaults.maxRest(),
            defaults.maxReplayBytes());
    HubThreads work =
        new HubThreads(
            this::pumpThread,
            task -> {
              failNow(asideFailure);
              threads.execute(task);
            },
            task -> {
              failNow(listenerFailure);
              threads.execute(task);
            });
    InstantSource clock = () -> Instant.now().plus(shift);
    hub = new Hub(settings, log, Lease.SOLE, work, health, clock);
  }

  private @Nullable Thread pumpThread(Runnable pump) {
    failNow(pumpFailure);
    return givesNull ? null : new Thread(pump);
  }

  static Rig idle() {
    return idle(ScriptedLog.free());
  }

  static Rig idle(EventLog log) {
    return new Rig(Duration.ZERO, log);
  }

  static Rig started() {
    return idle().start();
  }

  static Rig started(EventLog log) {
    return idle(log).start();
  }

  static Rig beating(Duration heartbeat) {
    return new Rig(heartbeat, ScriptedLog.free()).start();
  }

  Rig start() {
    hub.start();
    return this;
  }

  private static void failNow(@Nullable Supplier<Throwable> failure) {
    if (failure != null) {
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) thrown;
    }
  }

  /** What the JVM throws when the system gives it no more threads. */
  static Error noThread() {
    return new OutOfMemoryError("unable to create native thread (thrown by a test)");
  }

  static RuntimeException refusal() {
    return new RejectedExecutionException("full (thrown by a test)");
  }

  void failPumpThreads(@Nullable Supplier<Throwable> with) {
    pumpFailure = with;
  }

  void givePumpsNoThread(boolean gives) {
    givesNull = gives;
  }

  void failAside(@Nullable Supplier<Throwable> with) {
    asideFailure = with;
  }

  void failListeners(@Nullable Supplier<Throwable> with) {
    listenerFailure = with;
  }

  void setClock(Duration ahead) {
    shift = ahead;
  }

  RecordingOutlet join(RecordingOutlet outlet, StreamRequest request) {
    try {
      hub.join(request, outlet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return outlet;
  }

  RecordingOutlet join(RecordingOutlet outlet) {
    return join(outlet, StreamRequest.of(TestHub.to("t")));
  }

  RecordingOutlet join() {
    return join(new RecordingOutlet());
  }

  String publish(String topic, String data) {
    return publish(Event.of(topic, data));
  }

  String publish(Event event) {
    return hub.publish(event).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  Service pump() {
    return health.service("pump-0", Duration.ZERO);
  }

  HubCounters.Snapshot counters() {
    return hub.counters().snapshot();
  }

  @Override
  public void close() {
    hub.close();
    threads.shutdownNow();
  }
}
