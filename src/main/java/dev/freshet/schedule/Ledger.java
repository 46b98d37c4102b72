package dev.freshet.schedule;

import dev.freshet.store.Store;
import dev.freshet.store.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in the store how far the schedules are, for whoever runs them next. What was entered is
 * written together with the next flush. Any thread.
 */
final class Ledger {
  static final String SECTION = "schedule-runs";

  private static final Logger LOG = System.getLogger(Ledger.class.getName());
  private static final long STOP_PATIENCE_SECONDS = 3;

  private final Store store;
  private final Executor aside;

  // Guarded by this.
  private final Map<String, Progress> entered = new HashMap<>();
  private final Set<String> forgotten = new HashSet<>();
  private Map<String, Progress> kept = Map.of();
  private boolean isOpen;
  private boolean isReading;
  private CompletableFuture<?> flushed = CompletableFuture.completedFuture(null);

  /**
   * A ledger that is closed.
   *
   * @param aside runs what may block
   */
  Ledger(Store store, Executor aside) {
    this.store = store;
    this.aside = aside;
  }

  /** Opens: reads all aside, and hands it on. If that fails, or is under way, nothing happens. */
  void read(Consumer<Map<String, Progress>> reader) {
    synchronized (this) {
      if (isReading) {
        return;
      }
      isReading = true;
    }
    aside.execute(() -> open(reader));
  }

  private void open(Consumer<Map<String, Progress>> reader) {
    try {
      Map<String, Progress> progress = new HashMap<>();
      store.read(SECTION).forEach((id, text) -> parse(progress, id, text));
      synchronized (this) {
        kept = progress;
        isOpen = true;
      }
      reader.accept(progress);
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "Schedules wait for the store: {0}", e.getMessage());
    } finally {
      synchronized (this) {
        isReading = false;
      }
    }
  }

  private static void parse(Map<String, Progress> progress, String id, String text) {
    try {
      progress.put(id, ProgressJson.read(text));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What is kept of the runs of " + id + " was not understood.", e);
    }
  }

  /** What was kept of a schedule when the ledger was opened, or null. */
  synchronized @Nullable Progress kept(Schedule schedule) {
    Progress progress = isOpen ? kept.get(schedule.id()) : null;
    return progress != null && progress.created().equals(schedule.created()) ? progress : null;
  }

  /** Writes how far a job is with the next flush. */
  synchronized void enter(Job job) {
    if (isOpen) {
      entered.put(job.schedule().id(), job.progress());
      forgotten.remove(job.schedule().id());
    }
  }

  /** Forgets a schedule with the next flush. */
  synchronized void forget(String id) {
    entered.remove(id);
    if (isOpen) {
      forgotten.add(id);
    }
  }

  /** Writes what was entered since the last flush, aside, unless that is still under way. */
  synchronized void flush() {
    if (!isOpen || !flushed.isDone() || (entered.isEmpty() && forgotten.isEmpty())) {
      return;
    }
    Map<String, Progress> changed = Map.copyOf(entered);
    Set<String> gone = Set.copyOf(forgotten);
    entered.clear();
    forgotten.clear();
    flushed =
        CompletableFuture.supplyAsync(() -> write(changed, gone), aside)
            .thenCompose(written -> written)
            .whenComplete((done, failure) -> retry(changed, gone, failure));
  }

  private CompletionStage<?> write(Map<String, Progress> changed, Set<String> gone) {
    Map<String, String> texts = new HashMap<>();
    changed.forEach((id, progress) -> texts.put(id, ProgressJson.write(progress)));
    CompletionStage<?> written = store.put(SECTION, texts);
    for (String id : gone) {
      written = written.thenCombine(store.remove(SECTION, id), (one, other) -> null);
    }
    return written;
  }

  /** What was not written goes with the next flush, if nothing newer does. */
  private synchronized void retry(
      Map<String, Progress> changed, Set<String> gone, @Nullable Throwable failure) {
    if (failure != null && isOpen) {
      LOG.log(Level.DEBUG, "The runs of schedules were not kept.", failure);
      changed.forEach(entered::putIfAbsent);
      gone.stream().filter(id -> !entered.containsKey(id)).forEach(forgotten::add);
    }
  }

  /** Another node writes from now on. */
  synchronized void close() {
    isOpen = false;
    entered.clear();
    forgotten.clear();
    kept = Map.of();
  }

  /** Writes what is left, and closes. May block for short. */
  void finish() {
    awaitFlushed();
    flush();
    awaitFlushed();
    close();
  }

  /** Waits for the flush that is under way, not for ever. */
  private void awaitFlushed() {
    CompletableFuture<?> last;
    synchronized (this) {
      last = flushed;
    }
    try {
      last.get(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.WARNING, "The last runs of schedules were not kept.", e);
    }
  }
}
