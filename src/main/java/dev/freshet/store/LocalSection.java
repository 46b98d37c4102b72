package dev.freshet.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A section of a local store: what is on the disk, and the changes on their way there. Guarded by
 * the store, but for the file, which belongs to the writer.
 */
final class LocalSection {
  private static final String LINE = "local";

  /** Null if nothing is kept on a disk. */
  final @Nullable SectionFile file;

  private final Map<String, String> kept = new TreeMap<>();
  private final Deque<Batch> pending = new ArrayDeque<>();
  private long version;

  /** Why the section is not served, or null. */
  private @Nullable String refusal;

  /** Changes that are made together, and the stage of whoever waits for them. */
  static final class Batch {
    final List<Journal.Change> changes;
    final Mark after;
    final long bytes;
    final CompletableFuture<Mark> done = new CompletableFuture<>();

    Batch(List<Journal.Change> changes, Mark after) {
      this.changes = changes;
      this.after = after;
      this.bytes = bytes(changes);
    }

    static long bytes(List<Journal.Change> changes) {
      long sum = 0;
      for (Journal.Change change : changes) {
        String text = change.text();
        sum += change.key().length() + (text == null ? 0 : text.length());
      }
      return sum;
    }
  }

  LocalSection(@Nullable SectionFile file) {
    this.file = file;
    if (file != null) {
      kept.putAll(file.texts());
    }
  }

  void refuse(@Nullable String why) {
    refusal = why;
  }

  /** Null while the section is served. */
  @Nullable String refusal() {
    return refusal;
  }

  /**
   * Refuses to go on where something is lost that protects somebody.
   *
   * @throws StoreUnavailableException if the section is not served
   */
  LocalSection served() {
    if (refusal != null) {
      throw new StoreUnavailableException(refusal, /* cause= */ null);
    }
    return this;
  }

  Mark mark() {
    return new Mark(version, LINE, -1);
  }

  /** Makes changes that need not go to a disk. */
  Mark apply(List<Journal.Change> changes) {
    version += changes.size();
    make(kept, changes);
    return mark();
  }

  /** Has changes wait for the disk; readers see them at once. */
  Batch accept(List<Journal.Change> changes) {
    version += changes.size();
    Batch batch = new Batch(changes, mark());
    pending.add(batch);
    return batch;
  }

  /** All that waits. */
  List<Batch> pending() {
    return List.copyOf(pending);
  }

  /** The last batch that has the key, or null. */
  @Nullable Batch pending(String key) {
    Batch last = null;
    for (Batch batch : pending) {
      if (batch.changes.stream().anyMatch(change -> change.key().equals(key))) {
        last = batch;
      }
    }
    return last;
  }

  /** The first batches are over; their changes were made, or come to nothing. */
  void written(List<Batch> batches, boolean isKept) {
    for (Batch batch : batches) {
      Batch unused = pending.remove();
      if (isKept) {
        make(kept, batch.changes);
      }
    }
  }

  private static void make(Map<String, String> texts, List<Journal.Change> changes) {
    for (Journal.Change change : changes) {
      String text = change.text();
      if (text == null) {
        texts.remove(change.key());
      } else {
        texts.put(change.key(), text);
      }
    }
  }

  /** What is on the disk. The writer, which alone changes it, may read it without the lock. */
  Map<String, String> kept() {
    return kept;
  }

  /** All texts, those on their way to the disk too. */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>(kept);
    pending.forEach(batch -> make(texts, batch.changes));
    return texts;
  }

  /** One text. */
  @Nullable String text(String key) {
    String text = kept.get(key);
    for (Batch batch : pending) {
      for (Journal.Change change : batch.changes) {
        if (change.key().equals(key)) {
          text = change.text();
        }
      }
    }
    return text;
  }

  /** The changes of several batches, in their order. */
  static List<Journal.Change> changes(List<Batch> batches) {
    List<Journal.Change> all = new ArrayList<>();
    batches.forEach(batch -> all.addAll(batch.changes));
    return all;
  }
}
