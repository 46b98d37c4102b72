package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.Event;
import dev.freshet.log.LogUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Publishes to the subscribers of flask_sse, in Python, that listen to the same Redis. Where the
 * hub listens to the channel too, its own subscribers get the event as well. Any thread.
 */
public final class FlaskPublisher {
  private final @Nullable Pipeline pipeline;

  FlaskPublisher(@Nullable Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** The publisher of a hub without Redis: it publishes nothing, and says so. */
  public static FlaskPublisher none() {
    return new FlaskPublisher(null);
  }

  /**
   * Publishes the data, type, id and retry time of an event; its topics and privacy have no place
   * there. Does not block. The stage completes with the number of processes that listened, or fails
   * with {@link LogUnavailableException}. Nothing is kept for those who did not listen.
   *
   * @param channel as Python's {@code sse.publish} names it, {@code sse} by default
   */
  public CompletionStage<Long> publish(String channel, Event event) {
    if (pipeline == null) {
      return CompletableFuture.failedStage(
          new LogUnavailableException("There is no Redis: FRESHET_REDIS_URL is not set."));
    }
    return pipeline
        .submit(Command.PUBLISH, channel.getBytes(UTF_8), FlaskWriter.write(event))
        .thenApply(FlaskPublisher::receivers);
  }

  private static Long receivers(@Nullable Object answer) {
    if (answer instanceof Long count) {
      return count;
    }
    String why = answer instanceof JedisException refusal ? ": " + refusal.getMessage() : ".";
    throw new LogUnavailableException("Redis did not publish the event" + why);
  }
}
