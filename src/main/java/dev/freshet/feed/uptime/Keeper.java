package dev.freshet.feed.uptime;

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
 * Keeps the history of the targets up to date, and brings it back. It writes when a target has
 * changed, but not at every change of one that is always changing, and else once a minute. Any
 * thread.
 */
final class Keeper {
  private static final Logger LOG = System.getLogger(Keeper.class.getName());

  /** After a crash so much is unknown at most, and a check's interval. */
  private static final Duration SELDOM = Duration.ofMinutes(1);

  /** Each write may write a whole file. */
  private static final Duration OFTEN = Duration.ofSeconds(5);

  private final History history;
  private final Targets targets;
  private final Standings standings;
  private final Executor aside;
  private final Time time;
  private final BooleanSupplier isHolder;
  private final Fault fault;

  /** Held by who writes. */
  private final ReentrantLock writing = new ReentrantLock();

  /** The targets that the store knows of. */
  private final Set<String> kept = ConcurrentHashMap.newKeySet();

  /** Before that, writing would throw away what is kept. Any thread. */
  private volatile boolean isRead;

  /**
   * When it was last written, by the monotonic clock; null before, so that it is at once, and what
   * writes is loaded long before the application stops: then it could not be. Written by who has
   * the lock, and by who reads.
   */
  private volatile @Nullable Long keptAt;

  /**
   * Nothing is brought back yet.
   *
   * @param isHolder whether this node is the one that writes
   * @param fault lasts while the history can be neither read nor written, or some of it is damaged
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
   * Brings back what was kept. May block. If that fails it is tried again before writing. What is
   * damaged is as if it was not there, and is written again.
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

  /** The other nodes neither check nor write, and read it again when they do. */
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

  /** Writes aside, if it is time to. */
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
      // Then it is kept by keepNow, or was.
    }
  }

  /** Writes on this thread, after another that may be at it: that may not know the latest. */
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
