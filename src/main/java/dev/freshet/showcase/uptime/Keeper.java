package dev.freshet.showcase.uptime;

import dev.freshet.health.Fault;
import dev.freshet.schedule.Time;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the stored history of the targets up to date, and restores it. It writes when a target has
 * changed, with a minimum pause, and otherwise once a minute. Thread-safe.
 */
final class Keeper {
  private static final Logger LOG = System.getLogger(Keeper.class.getName());

  /** The most that is unknown after a crash, plus a check's interval. */
  private static final Duration SELDOM = Duration.ofMinutes(1);

  /** The minimum pause, because each write may write a whole file. */
  private static final Duration OFTEN = Duration.ofSeconds(5);

  private final History history;
  private final Targets targets;
  private final Standings standings;
  private final Executor aside;
  private final Time time;
  private final BooleanSupplier isHolder;
  private final Fault fault;

  /** Held while writing. */
  private final ReentrantLock writing = new ReentrantLock();

  /** The targets known to the store. */
  private final Set<String> kept = ConcurrentHashMap.newKeySet();

  /**
   * Whether the history was read; writing before would overwrite what is stored. Accessed by any
   * thread.
   */
  private volatile boolean isRead;

  /**
   * When the history was last written, by the monotonic clock. Null at first, so that it is written
   * at once, and the classes for writing are loaded long before the application stops, when they
   * could not be. Written by the thread that holds the lock or reads.
   */
  private volatile @Nullable Long keptAt;

  /**
   * Creates a keeper that has restored nothing yet.
   *
   * @param isHolder whether this node is the one that writes
   * @param fault reported while the history can be neither read nor written, or some of it is
   *     damaged
   */
  Keeper(
      History history,
      Targets targets,
      Standings standings,
      Executor aside,
      Time time,
      BooleanSupplier isHolder,
      Fault fault) {
    this.history = history;
    this.targets = targets;
    this.standings = standings;
    this.aside = aside;
    this.time = time;
    this.isHolder = isHolder;
    this.fault = fault;
  }

  /**
   * Restores what was stored. May block. If that fails, it is retried before writing. Damaged parts
   * count as missing, and are written again.
   */
  void read() {
    try {
      History.Read read = history.read();
      kept.addAll(read.all().keySet());
      targets.all().values().forEach(target -> take(target, read.all().get(target.id())));
      isRead = true;
      mend(read.damaged());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The history of the targets cannot be read yet.", e);
      isRead = false;
      tell("The history of the targets cannot be read: " + e.getMessage());
    }
  }

  private void mend(Set<String> damaged) {
    if (damaged.isEmpty()) {
      fault.end();
      return;
    }
    tell("The history of " + damaged + " is damaged and begins again with what is seen from now.");
    targets.all().values().stream()
        .filter(target -> damaged.contains(target.id()))
        .forEach(target -> standings.of(target).tellAgain());
    keptAt = null;
  }

  /**
   * Reports a problem, but only on the holder: the other nodes neither check nor write, and read
   * again when they do.
   */
  private void tell(String what) {
    if (isHolder.getAsBoolean()) {
      fault.begin(what);
    }
  }

  private void take(Target target, Standing.@Nullable Kept one) {
    if (one != null) {
      standings.of(target).merge(one, target.patience());
    }
  }

  /** Writes on another thread, if it is time. */
  void keep() {
    Long last = keptAt;
    Duration age = last == null ? SELDOM : time.since(last);
    boolean isDue = age.compareTo(SELDOM) >= 0 || (age.compareTo(OFTEN) >= 0 && hasNews());
    if (!isDue || writing.isLocked()) {
      return;
    }
    try {
      aside.execute(this::keepNow);
    } catch (RejectedExecutionException stopping) {
      // Then keepNow stores it, or already did.
    }
  }

  /** Writes on this thread, after any write in progress, which may lack the latest changes. */
  void keepNow() {
    writing.lock();
    try {
      write();
    } finally {
      writing.unlock();
    }
  }

  private boolean hasNews() {
    return targets.all().values().stream().anyMatch(target -> standings.of(target).hasNews());
  }

  private void write() {
    keptAt = time.nanos();
    if (!isRead) {
      read();
    }
    if (!isRead || !targets.areKnown()) {
      return;
    }
    Map<String, Standing> all = new TreeMap<>();
    targets.all().forEach((id, target) -> all.put(id, standings.of(target)));
    fault.end();
    all.forEach(this::writeClosed);
    note(history.keepOpen(all), () -> {});
    forgetOthers(all.keySet());
    kept.addAll(all.keySet());
  }

  private void writeClosed(String id, Standing standing) {
    List<Span> closed = standing.news();
    if (closed != null) {
      note(history.keepClosed(id, closed), standing::tellAgain);
    }
  }

  private void forgetOthers(Set<String> known) {
    Set<String> others = new HashSet<>(kept);
    others.removeAll(known);
    for (String id : others) {
      kept.remove(id);
      note(history.forget(id), () -> kept.add(id));
    }
  }

  private void note(CompletionStage<Void> writing, Runnable ifItFails) {
    var unused =
        writing.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.log(Level.DEBUG, "The history of a target was not kept.", failure);
                tell("The history of the targets is not kept: " + failure.getMessage());
                ifItFails.run();
              }
            });
  }
}
