package dev.freshet.schedule;

import dev.freshet.health.Causes;
import dev.freshet.health.Fault;
import dev.freshet.store.Store;
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
 * Stores the progress of the schedules for the node that runs them next. Entries are written
 * together with the next flush. Thread-safe.
 */
final class Ledger {
  static final String SECTION = "schedule-runs";

  private static final Logger LOG = System.getLogger(Ledger.class.getName());
  private static final long STOP_PATIENCE_SECONDS = 3;

  /**
   * An entry written once, with the first flush; if it is missing, the store has lost the ledger.
   * No schedule can have this id.
   */
  private static final String WITNESS = ".written";

  private final Store store;
  private final Executor aside;

  private final Fault fault;

  // Guarded by this.
  private final Map<String, Progress> entered = new HashMap<>();
  private final Set<String> forgotten = new HashSet<>();

  /** The names of marks that are no longer needed. */
  private final Set<String> forgottenMarks = new HashSet<>();

  private Kept kept = Kept.NOTHING;
  private boolean isOpen;
  private boolean isReading;

  /** Whether anything was written since the ledger was opened. */
  private boolean isWritten;

  private CompletableFuture<?> flushed = CompletableFuture.completedFuture(null);

  /**
   * The contents of a ledger and the marks stored with it.
   *
   * @param progress progress by schedule id
   * @param marks marks by name
   */
  record Kept(Map<String, Progress> progress, Map<String, String> marks) {
    private static final Kept NOTHING = new Kept(Map.of(), Map.of());

    @Nullable Progress progress(Schedule schedule) {
      return progress.get(schedule.id());
    }

    @Nullable RunMark mark(Schedule schedule) {
      return RunMark.of(schedule, marks.get(RunMark.name(schedule)));
    }
  }

  /**
   * Creates a ledger that is closed.
   *
   * @param aside runs tasks that may block
   * @param fault reported while the ledger can be neither read nor written
   */
  Ledger(Store store, Executor aside, Fault fault) {
    this.store = store;
    this.aside = aside;
    this.fault = fault;
  }

  /**
   * Opens the ledger: reads everything on another thread, and passes it on. Does nothing if that
   * fails or is already in progress.
   */
  void read(Consumer<Kept> reader) {
    synchronized (this) {
      if (isReading) {
        return;
      }
      isReading = true;
    }
    try {
      aside.execute(() -> open(reader));
    } catch (RuntimeException e) {
      failedToRead(e);
    }
  }

  private void open(Consumer<Kept> reader) {
    try {
      Map<String, Progress> progress = new HashMap<>();
      Map<String, String> texts = new HashMap<>(store.read(SECTION));
      texts.remove(WITNESS);
      texts.forEach((id, text) -> parse(progress, id, text));
      Kept all = new Kept(progress, store.read(Marks.SECTION));
      synchronized (this) {
        kept = all;
        isOpen = true;
      }
      reader.accept(all);
      fault.end();
      endReading();
    } catch (Throwable e) {
      // Whatever was thrown, the next tick must be able to try again.
      failedToRead(e);
    }
  }

  private void failedToRead(Throwable failure) {
    endReading();
    LOG.log(Level.DEBUG, "The runs of schedules could not be read.", failure);
    fault.begin("No schedule runs until it is known what has run: " + failure.getMessage());
  }

  private synchronized void endReading() {
    isReading = false;
  }

  /**
   * Checks on another thread whether the store still has the ledger, and reports if it was lost:
   * Redis was emptied, or restored from a snapshot older than the first flush.
   */
  void check(Runnable lost) {
    synchronized (this) {
      if (!isOpen || !isWritten) {
        return;
      }
    }
    try {
      aside.execute(
          () -> {
            if (isLost()) {
              writeAgain();
              lost.run();
            }
          });
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The ledger is looked for later.", e);
    }
  }

  private synchronized void writeAgain() {
    isWritten = false;
  }

  private boolean isLost() {
    try {
      return store.read(SECTION, WITNESS).isEmpty();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The ledger is looked for later.", e);
      return false;
    }
  }

  /** Reads the marks on another thread, and passes them on, or null if they cannot be read. */
  void readMarks(Consumer<@Nullable Kept> reader) {
    try {
      aside.execute(() -> reader.accept(marks()));
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The marks of schedules cannot be read now.", e);
      reader.accept(null);
    }
  }

  private @Nullable Kept marks() {
    try {
      return new Kept(Map.of(), store.read(Marks.SECTION));
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The marks of schedules cannot be read now.", e);
      return null;
    }
  }

  private static void parse(Map<String, Progress> progress, String id, String text) {
    try {
      progress.put(id, ProgressJson.read(text));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What is kept of the runs of " + id + " was not understood.", e);
    }
  }

  /** Returns what was stored when the ledger was opened; nothing while it is closed. */
  synchronized Kept kept() {
    return kept;
  }

  /** Writes a job's progress with the next flush. */
  synchronized void enter(Job job) {
    if (isOpen) {
      entered.put(job.schedule().id(), job.progress());
      forgotten.remove(job.schedule().id());
    }
  }

  /** Deletes a schedule and its mark with the next flush. */
  synchronized void forget(Schedule schedule) {
    entered.remove(schedule.id());
    if (isOpen) {
      forgotten.add(schedule.id());
      forgottenMarks.add(RunMark.name(schedule));
    }
  }

  /** Changes that are written together. */
  private record Page(
      Map<String, Progress> changed, Set<String> gone, Set<String> goneMarks, boolean isFirst) {}

  /**
   * Writes the changes since the last flush on another thread, unless that flush is still in
   * progress.
   */
  synchronized void flush() {
    boolean isEmpty = entered.isEmpty() && forgotten.isEmpty() && forgottenMarks.isEmpty();
    if (!isOpen || !flushed.isDone() || isEmpty) {
      return;
    }
    Page page =
        new Page(
            Map.copyOf(entered), Set.copyOf(forgotten), Set.copyOf(forgottenMarks), !isWritten);
    entered.clear();
    forgotten.clear();
    forgottenMarks.clear();
    flushed =
        aside(page)
            .thenCompose(written -> written)
            .whenComplete((done, failure) -> written(page, failure));
  }

  private CompletableFuture<CompletionStage<?>> aside(Page page) {
    try {
      return CompletableFuture.supplyAsync(() -> write(page), aside);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<?> write(Page page) {
    Map<String, String> texts = new HashMap<>();
    page.changed().forEach((id, progress) -> texts.put(id, ProgressJson.write(progress)));
    if (page.isFirst()) {
      texts.put(WITNESS, "");
    }
    CompletionStage<?> written = store.put(SECTION, texts);
    for (String id : page.gone()) {
      written = written.thenCombine(store.remove(SECTION, id), (one, other) -> null);
    }
    for (String name : page.goneMarks()) {
      written = written.thenCombine(store.remove(Marks.SECTION, name), (one, other) -> null);
    }
    return written;
  }

  /** Queues changes that could not be written for the next flush, unless there are newer ones. */
  private synchronized void written(Page page, @Nullable Throwable failure) {
    if (failure == null) {
      isWritten = true;
      fault.end();
    } else if (isOpen) {
      LOG.log(Level.DEBUG, "The runs of schedules were not kept.", failure);
      fault.begin("The runs of schedules are not kept: " + Causes.of(failure).getMessage());
      page.changed().forEach(entered::putIfAbsent);
      page.gone().stream().filter(id -> !entered.containsKey(id)).forEach(forgotten::add);
      forgottenMarks.addAll(page.goneMarks());
    }
  }

  /** Closes the ledger, because another node writes it from now on. */
  synchronized void close() {
    isOpen = false;
    entered.clear();
    forgotten.clear();
    forgottenMarks.clear();
    kept = Kept.NOTHING;
    isWritten = false;
    fault.end();
  }

  /** Writes what remains, and closes the ledger. May block briefly. */
  void finish() {
    awaitFlushed();
    flush();
    awaitFlushed();
    close();
  }

  /** Waits for the current flush, up to a limit. */
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
