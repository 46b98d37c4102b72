package dev.freshet.store;

import dev.freshet.health.Fault;
import dev.freshet.store.LocalSection.Batch;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the changes that a local store has accepted. All changes waiting for a section go into one
 * write, forced to the disk once. One task at a time writes; any thread may call {@link #accept}
 * and {@link #wake}.
 */
final class DiskWriter {
  /** Maximum batches waiting for a slow disk. Further ones are refused. */
  static final int MOST_WAITING = 10_000;

  static final long MOST_WAITING_CHARS = 16L * 1024 * 1024;

  private static final Logger LOG = System.getLogger(DiskWriter.class.getName());

  /** How long {@link #close} waits for a write that hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The store's monitor. It guards the sections and the fields below. */
  private final Object monitor;

  private final Fault disk;
  private final Executor aside;

  // Guarded by the monitor.
  private final List<LocalSection> sections = new ArrayList<>();
  private final Set<LocalSection> failing = new HashSet<>();
  private int waiting;
  private long waitingChars;
  private boolean isWriting;
  private boolean isProbeDue;
  private boolean isClosed;

  /** Creates a writer without sections. */
  DiskWriter(Object monitor, Fault disk, Executor aside) {
    this.monitor = monitor;
    this.disk = disk;
    this.aside = aside;
  }

  void add(LocalSection section) {
    synchronized (monitor) {
      sections.add(section);
    }
  }

  /**
   * Queues changes. The caller must then call {@link #wake}, without holding the monitor.
   *
   * @throws StoreUnavailableException if too much is waiting, or the writer is closed
   */
  CompletionStage<Mark> accept(LocalSection section, List<Journal.Change> changes) {
    synchronized (monitor) {
      if (isClosed) {
        throw new StoreUnavailableException("The node stops.", /* cause= */ null);
      }
      long chars = Batch.bytes(changes);
      boolean isFirst = waiting == 0;
      if (!isFirst && (waiting >= MOST_WAITING || waitingChars + chars > MOST_WAITING_CHARS)) {
        throw new StoreUnavailableException(
            "Too many changes are waiting for the disk.", /* cause= */ null);
      }
      waiting++;
      waitingChars += chars;
      return section.accept(changes).done;
    }
  }

  /** Starts the writing task if changes are waiting and it is not running. */
  void wake() {
    synchronized (monitor) {
      if (isWriting || (waiting == 0 && !isProbeDue)) {
        return;
      }
      isWriting = true;
    }
    try {
      aside.execute(this::write);
    } catch (RejectedExecutionException e) {
      refuse(e);
    }
  }

  /** Fails all waiting changes because no thread is available. Callers may try again. */
  private void refuse(RejectedExecutionException e) {
    List<Batch> refused = new ArrayList<>();
    synchronized (monitor) {
      isWriting = false;
      for (LocalSection section : sections) {
        List<Batch> batches = section.pending();
        settle(section, batches, /* isKept= */ false);
        refused.addAll(batches);
      }
    }
    refused.forEach(
        batch ->
            batch.done.completeExceptionally(
                new StoreUnavailableException("There is no thread to write with.", e)));
  }

  private record Round(LocalSection section, SectionFile file, List<Batch> batches) {}

  private void write() {
    for (List<Round> rounds = next(); !rounds.isEmpty(); rounds = next()) {
      rounds.forEach(this::write);
    }
  }

  /** Returns the next writes. If there are none, the task ends. */
  private List<Round> next() {
    synchronized (monitor) {
      List<Round> rounds = new ArrayList<>();
      for (LocalSection section : sections) {
        List<Batch> batches = section.pending();
        SectionFile file = section.file;
        boolean isDue = !batches.isEmpty() || (isProbeDue && failing.contains(section));
        if (file != null && isDue) {
          rounds.add(new Round(section, file, batches));
        }
      }
      isProbeDue = false;
      if (rounds.isEmpty()) {
        isWriting = false;
        monitor.notifyAll();
      }
      return rounds;
    }
  }

  /** No exception here may end the task, or all callers would wait forever. */
  private void write(Round round) {
    Throwable failure = null;
    try {
      write(round.file(), round.batches(), round.section());
    } catch (Throwable e) {
      failure = e;
    }
    synchronized (monitor) {
      settle(round.section(), round.batches(), failure == null);
    }
    note(round.section(), failure);
    if (failure == null) {
      IOException late = round.file().shorten(round.section().kept());
      if (late != null) {
        LOG.log(Level.WARNING, "A journal could not be shortened; it is tried again.", late);
      }
    }
    complete(round.batches(), failure);
  }

  private static void write(SectionFile file, List<Batch> batches, LocalSection section)
      throws IOException {
    if (batches.isEmpty()) {
      file.probe();
    } else {
      file.append(LocalSection.changes(batches), section.kept());
    }
  }

  private void settle(LocalSection section, List<Batch> batches, boolean isKept) {
    section.written(batches, isKept);
    waiting -= batches.size();
    batches.forEach(batch -> waitingChars -= batch.bytes);
  }

  private void note(LocalSection section, @Nullable Throwable failure) {
    boolean isNews;
    boolean isWell;
    synchronized (monitor) {
      isNews = failure == null ? failing.remove(section) : failing.add(section);
      isWell = failing.isEmpty();
    }
    if (failure == null) {
      if (isNews && isWell) {
        disk.end();
      }
      return;
    }
    if (isNews) {
      LOG.log(Level.ERROR, "The disk takes no changes.", failure);
    }
    disk.begin(
        "The disk takes no changes ("
            + failure.getClass().getSimpleName()
            + "): what is to be kept is refused until it does.");
  }

  /** Completes the stages on another thread, so that callbacks do not delay the next write. */
  private void complete(List<Batch> batches, @Nullable Throwable failure) {
    if (batches.isEmpty()) {
      return;
    }
    Runnable completion = () -> batches.forEach(batch -> complete(batch.done, batch, failure));
    try {
      aside.execute(completion);
    } catch (RejectedExecutionException e) {
      completion.run();
    }
  }

  private static void complete(
      CompletableFuture<Mark> done, Batch batch, @Nullable Throwable failure) {
    boolean unused =
        failure == null
            ? done.complete(batch.after)
            : done.completeExceptionally(
                new StoreUnavailableException(
                    "It could not be written to the disk: " + failure, failure));
  }

  /** While writes to the disk fail, checks whether it can be written to again. */
  void probe() {
    synchronized (monitor) {
      isProbeDue = !failing.isEmpty();
    }
    wake();
  }

  /** Writes the accepted changes and accepts no more. Returns false if a write hangs. */
  boolean close() {
    synchronized (monitor) {
      isClosed = true;
      long end = System.nanoTime() + PATIENCE.toNanos();
      try {
        while (isWriting && end - System.nanoTime() > 0) {
          monitor.wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (isWriting) {
        LOG.log(Level.WARNING, "A write to the disk did not end.");
        return false;
      }
      isWriting = true;
    }
    write();
    return true;
  }
}
