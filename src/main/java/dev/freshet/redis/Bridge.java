package dev.freshet.redis;

import dev.freshet.event.Event;
import dev.freshet.event.InvalidEventException;
import dev.freshet.event.ReservedTopics;
import dev.freshet.hub.Hub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Publishes on the hub what other programs publish on Redis channels, on the node that holds the
 * lease.
 *
 * @param log reports when events can be appended
 */
record Bridge(Hub hub, RedisLog log) implements Sink {
  /** How long a message waits for the log, which may come back later than the channels. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Override
  public boolean isOurs() {
    return hub.holdsLease();
  }

  @Override
  public CompletionStage<?> take(Event event) {
    if (event.topics().stream().anyMatch(ReservedTopics::has)) {
      return CompletableFuture.failedStage(
          new InvalidEventException("topic", "A channel must not be a topic of the hub's own."));
    }
    try {
      log.awaitPublishing(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return hub.publishAsHolder(event);
  }
}
