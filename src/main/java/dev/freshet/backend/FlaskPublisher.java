package dev.freshet.backend;

import dev.freshet.event.Event;
import dev.freshet.log.LogUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Publishes to subscribers of flask_sse, a Python library, that listen to the same Redis. If the
 * hub listens to the channel too, its own subscribers also receive the event. Any thread.
 */
@FunctionalInterface
public interface FlaskPublisher {
  /** The publisher of a hub without Redis. Each call fails with an exception that says why. */
  FlaskPublisher NONE =
      (channel, event) ->
          CompletableFuture.failedStage(
              new LogUnavailableException("There is no Redis: FRESHET_REDIS_URL is not set."));

  /**
   * Publishes the data, type, id and retry time of an event; flask_sse has no topics and no private
   * events. Does not block. The stage completes with the number of processes that were listening,
   * or fails with {@link LogUnavailableException}. Nothing is kept for other processes.
   *
   * @param channel the channel of Python's {@code sse.publish}, which is {@code sse} by default
   */
  CompletionStage<Long> publish(String channel, Event event);
}
