package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.log.LogUnavailableException;
import dev.freshet.store.Store;
import dev.freshet.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** The store that all nodes share: a hash of Redis for each section. Any thread. */
final class RedisStore implements Store {
  private final String hub;
  private final Pipeline pipeline;
  private final WirePool wires;

  /** A store beside the log; both writes go over the log's connection, in order with its events. */
  RedisStore(RedisLogSettings settings, Pipeline pipeline, WirePool wires) {
    this.hub = settings.hub();
    this.pipeline = pipeline;
    this.wires = wires;
  }

  @Override
  public CompletionStage<Void> put(String section, Map<String, String> texts) {
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    List<byte[]> arguments = new ArrayList<>();
    int bytes = 0;
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      byte[] text = entry.getValue().getBytes(UTF_8);
      if (bytes > 0 && bytes + text.length > Pipeline.BATCH_BYTES) {
        writes.add(set(section, arguments));
        arguments.clear();
        bytes = 0;
      }
      arguments.add(entry.getKey().getBytes(UTF_8));
      arguments.add(text);
      bytes += text.length;
    }
    writes.add(set(section, arguments));
    return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> set(String section, List<byte[]> namesAndTexts) {
    if (namesAndTexts.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    byte[][] arguments = new byte[namesAndTexts.size() + 1][];
    arguments[0] = name(section);
    for (int i = 1; i < arguments.length; i++) {
      arguments[i] = namesAndTexts.get(i - 1);
    }
    return write(Command.HSET, arguments).toCompletableFuture();
  }

  @Override
  public CompletionStage<Boolean> add(String section, String key, String text) {
    return ask(Command.HSETNX, name(section), key.getBytes(UTF_8), text.getBytes(UTF_8))
        .thenApply(answer -> answer instanceof Long added && added == 1);
  }

  @Override
  public CompletionStage<Void> remove(String section, String key) {
    return write(Command.HDEL, name(section), key.getBytes(UTF_8));
  }

  private byte[] name(String section) {
    return (hub + ":store:" + section).getBytes(UTF_8);
  }

  private CompletionStage<Void> write(Command command, byte[]... arguments) {
    return ask(command, arguments).thenAccept(answer -> {});
  }

  private CompletionStage<@Nullable Object> ask(Command command, byte[]... arguments) {
    return pipeline
        .submit(command, arguments)
        .handle(
            (answer, failure) -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              if (cause == null && answer instanceof JedisException refusal) {
                cause = refusal;
              }
              if (cause != null) {
                throw new StoreUnavailableException(String.valueOf(cause.getMessage()), cause);
              }
              return answer;
            });
  }

  @Override
  public Map<String, String> read(String section) {
    try {
      return wires.use(wire -> texts(wire.call(Command.HGETALL, name(section))));
    } catch (LogUnavailableException e) {
      throw new StoreUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Optional<String> read(String section, String key) {
    try {
      Object text = wires.use(wire -> wire.call(Command.HGET, name(section), key.getBytes(UTF_8)));
      return Optional.ofNullable(text).map(LogEntry::text);
    } catch (LogUnavailableException e) {
      throw new StoreUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Names and values by turns. */
  static Map<String, String> texts(@Nullable Object answer) {
    List<?> parts = answer == null ? List.of() : (List<?>) answer;
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      texts.put(LogEntry.text(parts.get(i)), LogEntry.text(parts.get(i + 1)));
    }
    return texts;
  }
}
