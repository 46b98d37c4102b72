package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.health.Causes;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.store.Contents;
import dev.freshet.store.Mark;
import dev.freshet.store.SectionLostException;
import dev.freshet.store.Sections;
import dev.freshet.store.Store;
import dev.freshet.store.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The store that all nodes share: a Redis hash for each section, with a field for the section's
 * mark. Any thread.
 */
final class RedisStore implements Store {
  private static final Logger LOG = System.getLogger(RedisStore.class.getName());

  /** The field of a section's {@link Mark}. No key of a section has this name. */
  static final String MARK = "#version";

  /** Maximum keys and texts passed to one call of a script. */
  private static final int MOST_ARGUMENTS = 1000;

  private final String hub;
  private final byte[] hubBytes;
  private final Pipeline pipeline;
  private final WirePool wires;
  private final Sections sections;

  /** Creates a store. Writes go over the log's connection, in order with its events. */
  RedisStore(RedisLogSettings settings, Pipeline pipeline, WirePool wires, Sections sections) {
    this.hub = settings.hub();
    this.hubBytes = settings.hubBytes();
    this.pipeline = pipeline;
    this.wires = wires;
    this.sections = sections;
  }

  @Override
  public CompletionStage<Void> put(String section, Map<String, String> texts) {
    List<CompletableFuture<?>> writes = new ArrayList<>();
    List<byte[]> arguments = new ArrayList<>();
    int bytes = 0;
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      byte[] text = entry.getValue().getBytes(UTF_8);
      boolean isFull =
          bytes + text.length > Pipeline.BATCH_BYTES || arguments.size() >= MOST_ARGUMENTS;
      if (bytes > 0 && isFull) {
        writes.add(change(section, Mark.NONE, "set", arguments).toCompletableFuture());
        arguments = new ArrayList<>();
        bytes = 0;
      }
      arguments.add(entry.getKey().getBytes(UTF_8));
      arguments.add(text);
      bytes += text.length;
    }
    if (!arguments.isEmpty()) {
      writes.add(change(section, Mark.NONE, "set", arguments).toCompletableFuture());
    }
    return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
  }

  @Override
  public CompletionStage<Boolean> add(String section, String key, String text) {
    return change(section, Mark.NONE, "add", bytes(key, text)).thenApply(RedisStore::hasChanged);
  }

  @Override
  public CompletionStage<Void> remove(String section, String key) {
    return change(section, Mark.NONE, "remove", bytes(key)).thenAccept(answer -> {});
  }

  @Override
  public CompletionStage<Mark> change(
      String section, String key, @Nullable String text, Mark known) {
    CompletionStage<List<?>> changed =
        text == null
            ? change(section, known, "remove", bytes(key))
            : change(section, known, "set", bytes(key, text));
    return changed.thenApply(RedisStore::mark);
  }

  private static List<byte[]> bytes(String... texts) {
    List<byte[]> bytes = new ArrayList<>();
    for (String text : texts) {
      bytes.add(text.getBytes(UTF_8));
    }
    return bytes;
  }

  private CompletionStage<List<?>> change(
      String section, Mark known, String how, List<byte[]> keysAndTexts) {
    List<byte[]> arguments =
        bytes(section, Long.toString(known.version()), known.line(), newLine(), how);
    arguments.addAll(keysAndTexts);
    return pipeline
        .submit(Command.EVALSHA, Script.CHANGE.call(hubBytes, arguments.toArray(byte[][]::new)))
        .handle(RedisStore::answer);
  }

  /** Returns a line of history that no other node has used. */
  private static String newLine() {
    return UUID.randomUUID().toString();
  }

  private static List<?> answer(@Nullable Object answer, @Nullable Throwable failure) {
    if (answer instanceof List<?> list) {
      return list;
    }
    Throwable cause = Causes.ofNullable(failure);
    if (cause == null && answer instanceof JedisException refusal) {
      cause = refusal;
    }
    String message = cause == null ? "Redis gave no answer." : String.valueOf(cause.getMessage());
    if (message.startsWith("LOST")) {
      throw new SectionLostException(message);
    }
    throw new StoreUnavailableException(message, cause);
  }

  private static Mark mark(List<?> answer) {
    return new Mark(
        Long.parseLong(LogEntry.text(answer.get(0))),
        LogEntry.text(answer.get(1)),
        Long.parseLong(LogEntry.text(answer.get(2))));
  }

  private static boolean hasChanged(List<?> answer) {
    return answer.get(3) instanceof Long count && count > 0;
  }

  /** Parses the field of the mark. */
  private static Mark parse(@Nullable String text) {
    if (text == null) {
      return Mark.NONE;
    }
    String[] parts = text.split(" ", -1);
    if (parts.length != 3) {
      throw new StoreUnavailableException(
          "The field " + MARK + " of a section is not the hub's.", /* cause= */ null);
    }
    return new Mark(Long.parseLong(parts[0]), parts[1], Long.parseLong(parts[2]));
  }

  private byte[] name(String section) {
    return (hub + ":store:" + section).getBytes(UTF_8);
  }

  private <T> T use(Function<Wire, T> work) {
    try {
      return wires.use(work);
    } catch (LogUnavailableException e) {
      throw new StoreUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Map<String, String> read(String section) {
    return contents(section).texts();
  }

  /**
   * Adds a mark to sections of earlier versions that have none, so that their loss can be detected.
   * A Redis that accepts no changes now can still be read.
   */
  @Override
  public Contents contents(String section) {
    Map<String, String> texts = all(section);
    if (!texts.isEmpty() && !texts.containsKey(MARK)) {
      begin(section);
      texts = all(section);
    }
    Mark mark = parse(texts.remove(MARK));
    return new Contents(mark, texts);
  }

  private void begin(String section) {
    try {
      Object unused =
          use(wire -> Script.CHANGE.run(wire, hubBytes, section, "0", "", newLine(), "set"));
    } catch (StoreUnavailableException e) {
      LOG.log(Level.DEBUG, "The section " + section + " has no version yet", e);
    }
  }

  private Map<String, String> all(String section) {
    return use(wire -> texts(wire.call(Command.HGETALL, name(section))));
  }

  @Override
  public Optional<String> read(String section, String key) {
    return Optional.ofNullable(field(section, key));
  }

  private @Nullable String field(String section, String key) {
    Object text = use(wire -> wire.call(Command.HGET, name(section), key.getBytes(UTF_8)));
    return text == null ? null : LogEntry.text(text);
  }

  @Override
  public Mark mark(String section) {
    return parse(field(section, MARK));
  }

  @Override
  public boolean restore(String section, Contents known, Collection<String> removed) {
    List<String> arguments = new ArrayList<>();
    arguments.add(section);
    arguments.add(Long.toString(known.mark().version()));
    arguments.add(known.mark().line());
    arguments.add(newLine());
    arguments.add(Integer.toString(removed.size()));
    arguments.addAll(removed);
    known
        .texts()
        .forEach(
            (key, text) -> {
              arguments.add(key);
              arguments.add(text);
            });
    String[] all = arguments.toArray(String[]::new);
    return use(wire -> Long.valueOf(1).equals(Script.RESTORE.run(wire, hubBytes, all)));
  }

  @Override
  public Sections sections() {
    return sections;
  }

  /** Reads alternating names and values. */
  static Map<String, String> texts(@Nullable Object answer) {
    List<?> parts = answer == null ? List.of() : (List<?>) answer;
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      texts.put(LogEntry.text(parts.get(i)), LogEntry.text(parts.get(i + 1)));
    }
    return texts;
  }
}
