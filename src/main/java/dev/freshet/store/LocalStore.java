package dev.freshet.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
  public CompletionStage<Void> put(String section, Map<String, String> texts) {
    return change(section, texts);
  }

  @Override
  public synchronized CompletionStage<Boolean> add(String section, String key, String text) {
    try {
      return texts(section).containsKey(key)
          ? CompletableFuture.completedStage(false)
          : change(section, Map.of(key, text)).thenApply(done -> true);
    } catch (StoreUnavailableException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  @Override
  public CompletionStage<Void> remove(String section, String key) {
    Map<String, @Nullable String> gone = new HashMap<>();
    gone.put(key, null);
    return change(section, gone);
  }

  /** Null is the text of what is removed. */
  private synchronized CompletionStage<Void> change(
      String section, Map<String, ? extends @Nullable String> changes) {
    try {
      if (directory == null) {
        SectionFile.apply(heap(section), changes);
      } else {
        file(directory, section).change(changes);
      }
      return CompletableFuture.completedStage(null);
    } catch (IOException e) {
      return CompletableFuture.failedStage(new StoreUnavailableException(e.toString(), e));
    }
  }

  @Override
  public synchronized Map<String, String> read(String section) {
    return Map.copyOf(texts(section));
  }

  @Override
  public synchronized Optional<String> read(String section, String key) {
    return Optional.ofNullable(texts(section).get(key));
  }

  private Map<String, String> texts(String section) {
    try {
      return directory == null ? heap(section) : file(directory, section).texts();
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
