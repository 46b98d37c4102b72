package dev.freshet.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A hundred streams, and a publisher with an event for them each fifth of a second, who notice
 * whatever harm others do.
 */
public final class Bystanders implements AutoCloseable {
  private static final int STREAMS = 100;
  private static final int PERIOD_MILLIS = 200;

  /** An answer that takes longer is harm. */
  private static final Duration MOST_PATIENCE = Duration.ofSeconds(3);

  private final String topic = "bystanders-" + UUID.randomUUID();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Publisher publisher;
  private final Crowd crowd;
  private final List<List<String>> received = new ArrayList<>();

  private final List<String> published = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final AtomicLong slowestNanos = new AtomicLong();

  private Bystanders(FreshetServer server) {
    publisher = new Publisher(server);
    for (int i = 0; i < STREAMS; i++) {
      received.add(new CopyOnWriteArrayList<>());
    }
    crowd =
        Crowd.open(
            server.uri("/.well-known/mercure?topic=" + topic),
            STREAMS,
            (member, event) -> received.get(member).add(event.data()));
    Future<?> unused =
        clock.scheduleAtFixedRate(this::publish, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  public static Bystanders of(FreshetServer server) {
    return new Bystanders(server);
  }

  private void publish() {
    long start = System.nanoTime();
    String data = Integer.toString(published.size() + refused.size());
    try {
      publisher.publish(topic, data);
      published.add(data);
    } catch (RuntimeException | AssertionError e) {
      refused.add(data + ": " + e);
    }
    slowestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
  }

  /** How many events have been published. */
  public int published() {
    return published.size();
  }

  /** Waits for events that are published from now on, and has them all been received. */
  public void assertUndisturbed() {
    int before = published.size();
    await().atMost(Duration.ofSeconds(20)).until(() -> published.size() >= before + 5);
    List<String> known = List.copyOf(published);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(received).allSatisfy(one -> assertThat(one).containsAll(known)));

    assertThat(refused).isEmpty();
    assertThat(crowd.ended()).isZero();
    assertThat(Duration.ofNanos(slowestNanos.get())).isLessThan(MOST_PATIENCE);
    assertThat(received).allSatisfy(one -> assertThat(one).doesNotHaveDuplicates());
  }

  @Override
  public void close() {
    clock.shutdownNow();
    crowd.close();
  }
}
