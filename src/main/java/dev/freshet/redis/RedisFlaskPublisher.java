package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.backend.FlaskPublisher;
import dev.freshet.event.Event;
import dev.freshet.log.LogUnavailableException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** Publishes to flask_sse over the connection that the log uses for appends. */
final class RedisFlaskPublisher implements FlaskPublisher {
  private final Pipeline pipeline;

  RedisFlaskPublisher(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public CompletionStage<Long> publish(String channel, Event event) {
    return pipeline
        .submit(Command.PUBLISH, channel.getBytes(UTF_8), FlaskWriter.write(event))
        .thenApply(RedisFlaskPublisher::receivers);
  }

  private static Long receivers(@Nullable Object answer) {
    if (answer instanceof Long count) {
      return count;
    }
    String why = answer instanceof JedisException refusal ? ": " + refusal.getMessage() : ".";
    throw new LogUnavailableException("Redis did not publish the event" + why);
  }
}
