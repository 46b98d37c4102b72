package dev.freshet.feed.uptime;

import dev.freshet.store.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
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
  private final InstantSource clock;

  /** Held by who writes. */
  private final ReentrantLock writing = new ReentrantLock();

  /** The targets that the store knows of. */
  private final Set<String> kept = ConcurrentHashMap.newKeySet();

  /** Before that, writing would throw away what is kept. Any thread. */
  private volatile boolean isRead;

  /**
   * When it was last written, in milliseconds since 1970; 0 before, so that it is at once, and what
   * writes is loaded long before the application stops: then it could not be. Written by who has
   * the lock.
   */
  private volatile long keptAt;

  Keeper(
      History history, Targets targets, Standings standings, Executor aside, InstantSource clock) {
    this.history = history;
    this.targets = targets;
    this.standings = standings;
    this.aside = aside;
    this.clock = clock;
  }

  /** Brings back what was kept. May block. If that fails it is tried again before writing. */
  void read() {
    try {
      Map<String, Standing.Kept> all = history.read();
      kept.addAll(all.keySet());
      targets.all().values().forEach(target -> take(target, all.get(target.id())));
      isRead = true;
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "The history of the targets cannot be read yet.", e);
      isRead = false;
    }
  }

  private void take(Target target, Standing.@Nullable Kept one) {
    if (one != null) {
      standings.of(target).merge(one, target.patience());
    }
  }

  /** Writes aside, if it is time to. */
  void keep() {
    long age = clock.millis() - keptAt;
    boolean isDue = age >= SELDOM.toMillis() || (age >= OFTEN.toMillis() && hasNews());
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
    keptAt = clock.millis();
    if (!isRead) {
      read();
    }
    if (!isRead || !targets.areKnown()) {
      return;
    }
    Map<String, Standing> all = new TreeMap<>();
    targets.all().forEach((id, target) -> all.put(id, standings.of(target)));
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

  private static void note(CompletionStage<Void> writing, Runnable ifItFails) {
    var unused =
        writing.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.log(Level.WARNING, "The history of a target was not kept.", failure);
                ifItFails.run();
              }
            });
  }
}
