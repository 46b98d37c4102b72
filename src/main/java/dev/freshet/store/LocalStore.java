package dev.freshet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The store of a node that is alone: a file of JSON for each section in a directory, or, without a
 * directory, only the heap. A change is on the disk before it is answered.
 */
public final class LocalStore implements Store {
  private final @Nullable Path directory;

  /** Guarded by this. */
  private final Map<String, Map<String, String>> sections = new HashMap<>();

  /**
   * A store.
   *
   * @param directory where the files are; made when it is needed. Null to keep nothing
   */
  public LocalStore(@Nullable Path directory) {
    this.directory = directory;
  }

  @Override
  public CompletionStage<Void> put(String section, Map<String, String> texts) {
    return change(section, kept -> kept.putAll(texts));
  }

  @Override
  public CompletionStage<Void> remove(String section, String key) {
    return change(section, kept -> kept.remove(key));
  }

  private synchronized CompletionStage<Void> change(
      String section, Consumer<Map<String, String>> change) {
    try {
      Map<String, String> changed = new TreeMap<>(section(section));
      change.accept(changed);
      if (directory != null) {
        write(directory, section, changed);
      }
      sections.put(section, changed);
      return CompletableFuture.completedStage(null);
    } catch (IOException e) {
      return CompletableFuture.failedStage(new StoreUnavailableException(e.toString(), e));
    }
  }

  @Override
  public synchronized Map<String, String> read(String section) {
    try {
      return Map.copyOf(section(section));
    } catch (IOException e) {
      throw new StoreUnavailableException(e.toString(), e);
    }
  }

  @Override
  public synchronized Optional<String> read(String section, String key) {
    try {
      return Optional.ofNullable(section(section).get(key));
    } catch (IOException e) {
      throw new StoreUnavailableException(e.toString(), e);
    }
  }

  private Map<String, String> section(String name) throws IOException {
    Map<String, String> known = sections.get(name);
    if (known == null) {
      known = directory == null ? Map.of() : load(file(directory, name));
      sections.put(name, known);
    }
    return known;
  }

  private static Map<String, String> load(Path file) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    if (Files.exists(file)) {
      try (JsonReader reader = Json.createReader(Files.newBufferedReader(file, UTF_8))) {
        JsonObject object = reader.readObject();
        object.keySet().forEach(key -> texts.put(key, object.getString(key)));
      } catch (RuntimeException e) {
        throw new IOException(file + " is not a file of this store", e);
      }
    }
    return texts;
  }

  /** First beside the file: whatever happens, the old one or the new one is whole. */
  private static void write(Path directory, String section, Map<String, String> texts)
      throws IOException {
    Files.createDirectories(directory);
    Path beside = directory.resolve(section + ".json.new");
    JsonObjectBuilder object = Json.createObjectBuilder();
    texts.forEach(object::add);
    try (FileChannel channel =
            FileChannel.open(
                beside,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      out.write(object.build().toString().getBytes(UTF_8));
      channel.force(true);
    }
    Files.move(beside, file(directory, section), ATOMIC_MOVE, REPLACE_EXISTING);
  }

  private static Path file(Path directory, String section) {
    return directory.resolve(section + ".json");
  }
}
