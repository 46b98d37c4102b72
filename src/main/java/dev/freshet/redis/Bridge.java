package dev.freshet.redis;

import dev.freshet.event.Event;
import dev.freshet.event.InvalidEventException;
import dev.freshet.event.ReservedTopics;
import dev.freshet.hub.Hub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Publishes what other programs publish on Redis's channels, on the node that holds the lease.
 *
 * @param log tells when events can be appended
 */
record Bridge(Hub hub, RedisLog log) implements Sink {
  /** After an outage the channels may be there before the log; the message waits so long for it. */
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
