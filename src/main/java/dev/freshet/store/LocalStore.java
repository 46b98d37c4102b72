package dev.freshet.store;

import dev.freshet.health.Fault;
import dev.freshet.health.Health;
import dev.freshet.store.LocalSection.Batch;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The store of a single node: a {@link SectionFile} for each section, in a directory that no other
 * node uses, or only the heap if there is no directory. Any thread.
 *
 * <p>A protective section is not served while part of it is lost.
 */
public final class LocalStore implements Store, AutoCloseable {
  private static final Logger LOG = System.getLogger(LocalStore.class.getName());

  private final @Nullable Path directory;
  private final Set<String> protective;
  private final Sections sections;
  private final @Nullable DirectoryLock lock;
  private final DiskWriter writer;

  // Guarded by this.
  private final Map<String, LocalSection> open = new HashMap<>();

  private LocalStore(
      @Nullable Path directory,
      Set<String> protective,
      Health health,
      Executor aside,
      @Nullable DirectoryLock lock) {
    this.directory = directory;
    this.protective = Set.copyOf(protective);
    this.sections = new Sections(health);
    this.lock = lock;
    this.writer = new DiskWriter(/* monitor= */ this, sections.fault("store-disk"), aside);
    sections.add(writer::probe);
    sections.add(this::lookForEvidence);
  }

  /**
   * Creates a store without locking its directory. For tests; it writes on its callers' threads.
   *
   * @param directory where the files are; null to keep nothing on disk
   */
  public LocalStore(@Nullable Path directory) {
    this(directory, Set.of(), Health.ofSystem(), Runnable::run, /* lock= */ null);
  }

  /**
   * Opens a store, and locks its directory for as long as the store is open.
   *
   * @param directory where the files are, created if it does not exist; null to keep nothing on
   *     disk
   * @param protective the sections that protect access: they are not served while part of them is
   *     lost
   * @param health where faults are reported
   * @param aside runs the writes, one task at a time, and completes the stages
   * @throws IllegalStateException if another node uses the directory, or it cannot be written to
   */
  public static LocalStore open(
      @Nullable Path directory, Set<String> protective, Health health, Executor aside) {
    DirectoryLock lock = directory == null ? null : DirectoryLock.take(directory);
    return new LocalStore(directory, protective, health, aside, lock);
  }

  @Override
  public CompletionStage<Void> put(String section, Map<String, String> texts) {
    List<Journal.Change> changes = new ArrayList<>();
    texts.forEach((key, text) -> changes.add(new Journal.Change(key, text)));
    return submit(section, changes).thenAccept(after -> {});
  }

  @Override
  public CompletionStage<Void> remove(String section, String key) {
    return change(section, key, null, Mark.NONE).thenAccept(after -> {});
  }

  @Override
  public CompletionStage<Mark> change(
      String section, String key, @Nullable String text, Mark known) {
    return submit(section, List.of(new Journal.Change(key, text)));
  }

  @Override
  public CompletionStage<Boolean> add(String section, String key, String text) {
    CompletionStage<Mark> added;
    synchronized (this) {
      try {
        LocalSection there = section(section);
        Batch other = there.pending(key);
        if (other != null) {
          // It is not certain yet whether the other change will be kept.
          return other
              .done
              .handle((after, failure) -> failure)
              .thenCompose(x -> add(section, key, text));
        }
        if (there.text(key) != null) {
          return CompletableFuture.completedStage(false);
        }
      } catch (StoreUnavailableException e) {
        return CompletableFuture.failedStage(e);
      }
      added = accept(section, List.of(new Journal.Change(key, text)));
    }
    writer.wake();
    return added.thenApply(after -> true);
  }

  private CompletionStage<Mark> submit(String section, List<Journal.Change> changes) {
    CompletionStage<Mark> accepted;
    synchronized (this) {
      accepted = accept(section, changes);
    }
    writer.wake();
    return accepted;
  }

  private CompletionStage<Mark> accept(String name, List<Journal.Change> changes) {
    try {
      LocalSection section = section(name);
      return section.file == null
          ? CompletableFuture.completedStage(section.apply(changes))
          : writer.accept(section, changes);
    } catch (StoreUnavailableException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  @Override
  public synchronized Map<String, String> read(String section) {
    return Map.copyOf(section(section).texts());
  }

  @Override
  public synchronized Optional<String> read(String section, String key) {
    return Optional.ofNullable(section(section).text(key));
  }

  @Override
  public synchronized Contents contents(String section) {
    LocalSection there = section(section);
    return new Contents(there.mark(), there.texts());
  }

  @Override
  public synchronized Mark mark(String section) {
    return section(section).mark();
  }

  @Override
  public Sections sections() {
    return sections;
  }

  private synchronized LocalSection section(String name) {
    LocalSection known = open.get(name);
    if (known == null) {
      known = load(name);
      open.put(name, known);
      writer.add(known);
    }
    return known.served();
  }

  private LocalSection load(String name) {
    if (directory == null) {
      return new LocalSection(null);
    }
    Fault unreadable = sections.fault(name + "-unreadable");
    try {
      SectionFile file = SectionFile.open(directory, name);
      unreadable.end();
      LocalSection section = new LocalSection(file);
      tellTorn(name, file.torn());
      tell(name, section, file);
      return section;
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "The section " + name + " cannot be read.", e);
      String why = "The section " + name + " cannot be read from the disk.";
      unreadable.begin(why);
      throw new StoreUnavailableException(why, e);
    }
  }

  /** Reports a torn write. No confirmed change is lost, so the fault ends once reported. */
  private void tellTorn(String name, int bytes) {
    if (bytes > 0) {
      Fault torn = sections.fault(name + "-torn");
      torn.begin(
          "The last "
              + bytes
              + " bytes of the section "
              + name
              + " were not written completely before a crash, and nobody was answered. They are"
              + " cut off.");
      torn.end();
    }
  }

  /** Reports damage for as long as the evidence files exist. */
  private void tell(String name, LocalSection section, SectionFile file) {
    List<String> evidence = file.evidence();
    Fault damaged = sections.fault(name + "-damaged");
    if (evidence.isEmpty()) {
      section.refuse(null);
      damaged.end();
      return;
    }
    boolean isProtective = protective.contains(name);
    String what =
        "The section "
            + name
            + " is damaged. Lost: "
            + (file.damages().isEmpty()
                ? "see the log of an earlier start"
                : String.join("; ", file.damages()))
            + ". The rest is "
            + (isProtective ? "not used" : "used")
            + " until somebody has looked at it. To accept the loss, move away: "
            + String.join(", ", evidence);
    damaged.begin(what);
    if (isProtective) {
      section.refuse("The section " + name + " is damaged, and must not be used as it is.");
    }
  }

  private void lookForEvidence() {
    Map<String, LocalSection> damaged = new HashMap<>();
    synchronized (this) {
      open.forEach(
          (name, section) -> {
            if (sections.fault(name + "-damaged").lasts()) {
              damaged.put(name, section);
            }
          });
    }
    damaged.forEach(this::lookForEvidence);
  }

  private void lookForEvidence(String name, LocalSection section) {
    SectionFile file = section.file;
    if (file != null && file.evidence().isEmpty()) {
      LOG.log(Level.WARNING, "{0}: the damage was accepted; the rest is used from now on.", name);
      synchronized (this) {
        tell(name, section, file);
      }
    }
  }

  /** Writes the accepted changes and unlocks the directory. May block for some seconds. */
  @Override
  public void close() {
    boolean isDone = writer.close();
    if (lock != null && isDone) {
      lock.close();
    }
  }
}
