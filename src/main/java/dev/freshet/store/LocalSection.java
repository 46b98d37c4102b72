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
 * A section of a local store: what is on the disk, and the changes waiting to be written. Guarded
 * by the store, except for the file, which belongs to the writer.
 */
final class LocalSection {
  private static final String LINE = "local";

  /** Null if nothing is kept on disk. */
  final @Nullable SectionFile file;

  private final Map<String, String> kept = new TreeMap<>();
  private final Deque<Batch> pending = new ArrayDeque<>();
  private long version;

  /** Why the section is not served, or null. */
  private @Nullable String refusal;

  /** Changes that are made together, and the stage that completes when they are written. */
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

  /** Why the section is not served, or null while it is. */
  @Nullable String refusal() {
    return refusal;
  }

  /**
   * Returns this section if it may be used: not if it is protective and part of it is lost.
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

  /** Applies changes that are not written to a disk. */
  Mark apply(List<Journal.Change> changes) {
    version += changes.size();
    make(kept, changes);
    return mark();
  }

  /** Queues changes for the disk. Readers see them at once. */
  Batch accept(List<Journal.Change> changes) {
    version += changes.size();
    Batch batch = new Batch(changes, mark());
    pending.add(batch);
    return batch;
  }

  /** The batches that are waiting. */
  List<Batch> pending() {
    return List.copyOf(pending);
  }

  /** Returns the last waiting batch that changes the key, or null. */
  @Nullable Batch pending(String key) {
    Batch last = null;
    for (Batch batch : pending) {
      if (batch.changes.stream().anyMatch(change -> change.key().equals(key))) {
        last = batch;
      }
    }
    return last;
  }

  /** Removes the first batches, and applies their changes if they were written. */
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

  /** The texts on disk. Only the writer changes them, so it may read them without the lock. */
  Map<String, String> kept() {
    return kept;
  }

  /** Returns all texts, including those waiting to be written. */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>(kept);
    pending.forEach(batch -> make(texts, batch.changes));
    return texts;
  }

  /** Returns the text under a key, or null. */
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

  /** Returns the changes of several batches, in order. */
  static List<Journal.Change> changes(List<Batch> batches) {
    List<Journal.Change> all = new ArrayList<>();
    batches.forEach(batch -> all.addAll(batch.changes));
    return all;
  }
}
