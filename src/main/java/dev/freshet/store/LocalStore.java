package dev.freshet.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The store of a node that is alone: for each section a file of JSON in a directory, with a journal
 * of the changes since; or, without a directory, only the heap. A change is on the disk before it
 * is answered, at the cost of one line.
 */
public final class LocalStore implements Store {
  private final @Nullable Path directory;

  // Guarded by this.
  private final Map<String, SectionFile> files = new HashMap<>();
  private final Map<String, Map<String, String>> heap = new HashMap<>();

  /**
   * A store.
   *
   * @param directory where the files are; made when it is needed. Null to keep nothing
   */
  public LocalStore(@Nullable Path directory) {
    this.directory = directory;
  }

  @Override
  public CompletionStage<Void> put(String section, String key, String text) {
    return change(section, key, text);
  }

  @Override
  public CompletionStage<Void> remove(String section, String key) {
    return change(section, key, null);
  }

  private synchronized CompletionStage<Void> change(
      String section, String key, @Nullable String text) {
    try {
      if (directory != null) {
        file(directory, section).change(key, text);
      } else if (text == null) {
        heap(section).remove(key);
      } else {
        heap(section).put(key, text);
      }
      return CompletableFuture.completedStage(null);
    } catch (IOException e) {
      return CompletableFuture.failedStage(new StoreUnavailableException(e.toString(), e));
    }
  }

  @Override
  public synchronized Map<String, String> read(String section) {
    try {
      return directory == null ? Map.copyOf(heap(section)) : file(directory, section).texts();
    } catch (IOException e) {
      throw new StoreUnavailableException(e.toString(), e);
    }
  }

  private Map<String, String> heap(String section) {
    return heap.computeIfAbsent(section, name -> new TreeMap<>());
  }

  private SectionFile file(Path where, String section) throws IOException {
    SectionFile known = files.get(section);
    if (known == null) {
      known = SectionFile.read(where, section);
      files.put(section, known);
    }
    return known;
  }
}
