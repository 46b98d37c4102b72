package dev.freshet.schedule;

import dev.freshet.health.Causes;
import dev.freshet.health.Fault;
import dev.freshet.log.Mark;
import dev.freshet.store.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Writes marks to the store before events are published, for logs that do not keep marks
 * themselves. Marks that arrive during a write are batched into the next one, so that a thousand
 * runs a second cost only a few writes. Thread-safe.
 */
final class Marks {
  static final String SECTION = "schedule-marks";

  private final Store store;
  private final Fault fault;

  // Guarded by this.
  private Map<String, String> waiting = new HashMap<>();
  private CompletableFuture<@Nullable Void> next = new CompletableFuture<>();
  private boolean isWriting;

  /**
   * Creates marks in a store.
   *
   * @param fault reported while marks cannot be written
   */
  Marks(Store store, Fault fault) {
    this.store = store;
    this.fault = fault;
  }

  /**
   * Writes a mark. The stage completes when it is written, or when that has failed: a schedule that
   * may run twice after a crash is better than one that does not run because a disk is full.
   */
  CompletionStage<@Nullable Void> write(Mark mark) {
    CompletableFuture<@Nullable Void> written;
    synchronized (this) {
      waiting.put(mark.name(), mark.text());
      written = next;
      if (isWriting) {
        return written;
      }
      isWriting = true;
    }
    writeWaiting();
    return written;
  }

  private void writeWaiting() {
    Map<String, String> texts;
    CompletableFuture<@Nullable Void> written;
    synchronized (this) {
      if (waiting.isEmpty()) {
        isWriting = false;
        return;
      }
      texts = waiting;
      written = next;
      waiting = new HashMap<>();
      next = new CompletableFuture<>();
    }
    put(texts)
        .whenComplete(
            (done, failure) -> {
              note(failure);
              written.complete(null);
              writeWaiting();
            });
  }

  private CompletionStage<Void> put(Map<String, String> texts) {
    try {
      return store.put(SECTION, texts);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private void note(@Nullable Throwable failure) {
    if (failure == null) {
      fault.end();
    } else {
      fault.begin(
          "Schedules run, but it cannot be kept that they did: after a crash of this node a due time"
              + " may be run twice. "
              + Causes.of(failure).getMessage());
    }
  }
}
