package dev.freshet.source;

import dev.freshet.event.Event;
import dev.freshet.health.Causes;
import dev.freshet.health.Service;
import dev.freshet.hub.Hub;
import dev.freshet.hub.NotHolderException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Samples one feed, one sample at a time, on its own thread: a feed that hangs or throws stops
 * neither the clock nor other feeds. Thread-safe.
 */
final class Sampler {
  /** Maximum samples requested by schedules that wait for the current one. */
  static final int MOST_WAITING = 16;

  /** A sample that takes longer is reported while it runs. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  private static final Logger LOG = System.getLogger(Sampler.class.getName());

  private final Feed feed;
  private final String name;
  private final boolean onEveryNode;
  private final Executor threads;
  private final Service service;
  private final LongSupplier nanos;

  // Guarded by this.
  private final Deque<CompletableFuture<List<Event>>> waiting = new ArrayDeque<>();
  private boolean isRunning;
  private long begun;
  private long skipped;

  /** Whether the last event could not be published. Accessed by any thread. */
  private volatile boolean isStuck;

  /**
   * Creates an idle sampler.
   *
   * @param threads runs the samples, each on one thread
   * @param service the feed in the status
   * @param nanos a monotonic clock
   */
  Sampler(Feed feed, Executor threads, Service service, LongSupplier nanos) {
    this.feed = feed;
    this.name = feed.name();
    this.onEveryNode = feed.onEveryNode();
    this.threads = threads;
    this.service = service;
    this.nanos = nanos;
  }

  Feed feed() {
    return feed;
  }

  String name() {
    return name;
  }

  /** Returns how many samples were skipped because the previous one had not ended. */
  synchronized long skipped() {
    return skipped;
  }

  /**
   * Samples the feed and publishes the events, if this is the node to do so. Never blocks and never
   * throws. Must be called once a second.
   */
  void tick(Hub hub) {
    if (!hub.holdsLease() && !onEveryNode) {
      service.stopped();
      return;
    }
    if (isBusy()) {
      return;
    }
    sample().whenComplete((events, failure) -> publish(hub, events));
  }

  private synchronized boolean isBusy() {
    if (isRunning) {
      skipped++;
      Duration age = Duration.ofNanos(nanos.getAsLong() - begun);
      if (age.compareTo(LONGEST) >= 0) {
        service.down(
            "A sample has been running for %d s; %d were left out."
                .formatted(age.toSeconds(), skipped));
      }
    }
    return isRunning;
  }

  /** Samples the feed once a current sample has ended. Never blocks. */
  CompletionStage<List<Event>> sample() {
    CompletableFuture<List<Event>> sample = new CompletableFuture<>();
    synchronized (this) {
      if (waiting.size() == MOST_WAITING) {
        sample.completeExceptionally(
            new IllegalStateException(
                "The feed " + name + " is busy: " + MOST_WAITING + " samples wait for it."));
        return sample;
      }
      waiting.add(sample);
      if (isRunning) {
        return sample;
      }
      isRunning = true;
      begun = nanos.getAsLong();
    }
    begin();
    return sample;
  }

  private void begin() {
    try {
      threads.execute(this::run);
    } catch (RejectedExecutionException e) {
      service.failed(e);
      for (var refused = next(); refused != null; refused = next()) {
        refused.completeExceptionally(e);
      }
    }
  }

  private void run() {
    for (var sample = next(); sample != null; sample = next()) {
      take(sample);
    }
  }

  private synchronized @Nullable CompletableFuture<List<Event>> next() {
    begun = nanos.getAsLong();
    isRunning = !waiting.isEmpty();
    return waiting.poll();
  }

  /** Whatever a feed throws, errors included, affects only that feed. */
  private void take(CompletableFuture<List<Event>> sample) {
    List<Event> events;
    try {
      events = feed.sample();
    } catch (Throwable e) {
      service.failed(e);
      sample.completeExceptionally(e);
      return;
    }
    if (events.isEmpty()) {
      service.beat();
    }
    sample.complete(events);
  }

  private void publish(Hub hub, @Nullable List<Event> events) {
    if (events == null) {
      return;
    }
    try {
      for (Event event : events) {
        var published = onEveryNode ? hub.publish(event) : hub.publishAsHolder(event);
        published.whenComplete((id, failure) -> note(failure));
      }
    } catch (Throwable e) {
      service.failed(e);
    }
  }

  /** Logs one warning per feed whose events cannot be published, not one a second. */
  private void note(@Nullable Throwable failure) {
    Throwable cause = Causes.ofNullable(failure);
    if (cause == null || cause instanceof NotHolderException) {
      isStuck = false;
      service.beat();
      return;
    }
    LOG.log(
        isStuck ? Level.DEBUG : Level.WARNING,
        "An event of the feed " + name + " was not published.",
        cause);
    isStuck = true;
    service.down("Its events cannot be published: " + cause.getMessage());
  }
}
