package dev.freshet.hub;

import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.log.EventLog;
import dev.freshet.log.Lease;
import dev.freshet.log.LogBounds;
import dev.freshet.log.MemoryLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A running hub with its threads, which end with it. */
final class TestHub implements AutoCloseable {
  static final LogBounds BOUNDS = new LogBounds(100_000, 1L << 28, Duration.ofHours(1));

  static {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
  }

  private final ExecutorService aside = Executors.newFixedThreadPool(2);
  private final Hub hub;

  private TestHub(HubSettings settings, EventLog log, Lease lease) {
    hub = new Hub(settings, log, lease, Thread::new, aside);
    hub.start();
  }

  static TestHub start() {
    return start(settings(50_000, 10_000, Duration.ZERO));
  }

  static TestHub start(HubSettings settings) {
    return start(settings, new MemoryLog(BOUNDS, InstantSource.system()));
  }

  static TestHub start(HubSettings settings, EventLog log) {
    return start(settings, log, Lease.SOLE);
  }

  static TestHub start(HubSettings settings, EventLog log, Lease lease) {
    return new TestHub(settings, log, lease);
  }

  static HubSettings settings(int maxStreams, int maxLag, Duration heartbeat) {
    return new HubSettings(
        maxStreams,
        1024 * 1024,
        maxLag,
        8L * 1024 * 1024,
        heartbeat,
        Duration.ofSeconds(2),
        2,
        HubSettings.defaults().maxRest(),
        HubSettings.defaults().maxReplayBytes());
  }

  Hub hub() {
    return hub;
  }

  String publish(String topic, String data) {
    return publish(Event.of(topic, data));
  }

  String publish(Event event) {
    try {
      return hub.publish(event).toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
      throw new AssertionError("not published", e);
    }
  }

  RecordingOutlet join(String... selectors) {
    return join(null, selectors);
  }

  RecordingOutlet join(@Nullable String lastEventId, String[] selectors) {
    return join(new RecordingOutlet(), lastEventId, selectors);
  }

  RecordingOutlet join(RecordingOutlet outlet, @Nullable String lastEventId, String... selectors) {
    return join(outlet, lastEventId, to(selectors));
  }

  static Subscription to(String... selectors) {
    return Subscription.to(Stream.of(selectors).map(Selector::of).toArray(Selector[]::new));
  }

  RecordingOutlet join(
      RecordingOutlet outlet, @Nullable String lastEventId, Subscription subscription) {
    return join(outlet, StreamRequest.of(subscription).after(lastEventId));
  }

  RecordingOutlet join(RecordingOutlet outlet, StreamRequest request) {
    try {
      hub.join(request, outlet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return outlet;
  }

  HubCounters.Snapshot counters() {
    return hub.counters().snapshot();
  }

  @Override
  public void close() {
    hub.close();
    aside.shutdownNow();
  }
}
