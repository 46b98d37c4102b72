package dev.freshet.backend;

import dev.freshet.event.Event;
import dev.freshet.log.LogUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Publishes to the subscribers of flask_sse, in Python, that listen to the same Redis. Where the
 * hub listens to the channel too, its own subscribers get the event as well. Any thread.
 */
@FunctionalInterface
public interface FlaskPublisher {
  /** The publisher of a hub without Redis: each call fails, and says why. */
  FlaskPublisher NONE =
      (channel, event) ->
          CompletableFuture.failedStage(
              new LogUnavailableException("There is no Redis: FRESHET_REDIS_URL is not set."));

  /**
   * Publishes the data, type, id and retry time of an event; its topics and privacy have no place
   * there. Does not block. The stage completes with the number of processes that listened, or fails
   * with {@link LogUnavailableException}. Nothing is kept for processes that did not listen.
   *
   * @param channel as Python's {@code sse.publish} names it, {@code sse} by default
   */
  CompletionStage<Long> publish(String channel, Event event);
}
