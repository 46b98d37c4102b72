package dev.freshet.store;

import dev.freshet.health.Fault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * This node's copy of a section of the store. If the store has lost any of it, the copy is written
 * back rather than discarded. Any thread.
 *
 * <p>If nodes know different amounts, the one that knows most is right: see {@link Mark}. A loss
 * cannot be detected if no node knows the section at the time.
 */
public final class SectionCopy {
  private static final Logger LOG = System.getLogger(SectionCopy.class.getName());

  /** How many removed keys are remembered, so that an older snapshot does not bring them back. */
  private static final int MOST_REMOVED = 10_000;

  private final String name;
  private final Store store;
  private final Fault unknown;
  private final Fault lost;

  /** Held while comparing with the store, so that two threads do not do it at the same time. */
  private final ReentrantLock looking = new ReentrantLock();

  // Guarded by this.
  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, Mark> changes = new HashMap<>();
  private final Map<String, Mark> removed = new Removed();
  private Mark known = Mark.NONE;
  private Mark taken = Mark.NONE;
  private boolean isRead;

  /** The store's mark if it was ahead of this copy at the last check. Guarded by the lock. */
  private Mark ahead = Mark.NONE;

  private static final class Removed extends LinkedHashMap<String, Mark> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Mark> eldest) {
      return size() > MOST_REMOVED;
    }
  }

  /** Creates a copy that has not been read yet. */
  public SectionCopy(String name, Store store) {
    this.name = name;
    this.store = store;
    this.unknown = store.sections().fault(name + "-unknown");
    this.lost = store.sections().fault(name + "-lost");
  }

  /** Updates this copy with every check of the store's sections from now on. */
  public void watch() {
    store.sections().add(() -> takeIfThere(look(/* evenIfSame= */ false)));
  }

  /**
   * Reads the section now. May block.
   *
   * @throws StoreUnavailableException if it cannot be read now, or the store has lost something
   *     that cannot be written back now
   */
  public void refresh() {
    takeIfThere(look(/* evenIfSame= */ true));
  }

  private void takeIfThere(@Nullable Contents contents) {
    if (contents != null) {
      Map<String, String> unused = take(contents);
    }
  }

  /** Whether the section was ever read. Before that, a text missing here may exist. */
  public synchronized boolean isRead() {
    return isRead;
  }

  /** The section's mark when this copy was last up to date. */
  public synchronized Mark known() {
    return known;
  }

  /** The text under a key, or null. */
  public synchronized @Nullable String text(String key) {
    return texts.get(key);
  }

  /** The texts, by key. */
  public synchronized Map<String, String> texts() {
    return Map.copyOf(texts);
  }

  /**
   * Records a change that the store has accepted. Returns false if a later one is already known.
   *
   * @param after the section's mark after the change; {@link Mark#NONE} if unknown
   */
  synchronized boolean note(String key, @Nullable String text, Mark after) {
    if (isOlder(after)) {
      Mark last = changes.getOrDefault(key, removed.getOrDefault(key, Mark.NONE));
      if (last.line().equals(after.line()) ? last.version() >= after.version() : isTaken(after)) {
        return false;
      }
    }
    if (text == null) {
      texts.remove(key);
      changes.remove(key);
      removed.remove(key);
      removed.put(key, after);
    } else {
      texts.put(key, text);
      changes.put(key, after);
      removed.remove(key);
    }
    boolean isNext = known.line().equals(after.line()) && !isOlder(after);
    if (isRead && (isNext || known.line().isEmpty())) {
      known = after;
    }
    return true;
  }

  /** Whether a change was made in another line of history than this copy's. */
  synchronized boolean isForeign(Mark after) {
    return isRead
        && !known.line().isEmpty()
        && !after.line().isEmpty()
        && !after.line().equals(known.line());
  }

  private boolean isOlder(Mark after) {
    return !after.line().isEmpty()
        && after.line().equals(known.line())
        && after.version() <= known.version();
  }

  private boolean isTaken(Mark after) {
    return taken.line().equals(after.line()) && after.version() <= taken.version();
  }

  /**
   * Compares this copy with the store, and returns the store's contents if they are new, or else
   * null. If the store has lost something, it is written back first. May block.
   *
   * @param evenIfSame whether to read the section even if its mark shows no change
   * @return the contents to pass to {@link #take}, or null
   * @throws StoreUnavailableException if the store cannot be read or restored now
   */
  @Nullable Contents look(boolean evenIfSame) {
    looking.lock();
    try {
      return lookAlone(evenIfSame);
    } catch (StoreUnavailableException e) {
      if (!isRead()) {
        unknown.begin("The section " + name + " could not be read yet: " + e.getMessage());
      }
      throw e;
    } finally {
      looking.unlock();
    }
  }

  private @Nullable Contents lookAlone(boolean evenIfSame) {
    // First the known mark, then the store's: a change received in between is not a loss.
    Mark before = known();
    Mark there = store.mark(name);
    if (!there.covers(before)) {
      giveBack(there, mine());
    } else if (isRead() && !evenIfSame && !isNews(there, known())) {
      lost.end();
      return null;
    }
    Contents contents = store.contents(name);
    if (!contents.mark().covers(before)) {
      throw new StoreUnavailableException(
          "The section " + name + " was lost while it was read.", /* cause= */ null);
    }
    ahead = Mark.NONE;
    unknown.end();
    lost.end();
    return contents;
  }

  /** A store ahead at two checks in a row has more than a change whose event is in flight. */
  private boolean isNews(Mark there, Mark mine) {
    if (there.line().equals(mine.line()) && there.version() <= mine.version()) {
      ahead = Mark.NONE;
      return false;
    }
    boolean isOnItsWay =
        there.line().equals(mine.line())
            && !(ahead.line().equals(mine.line()) && ahead.version() > mine.version());
    ahead = there;
    return !isOnItsWay;
  }

  private void giveBack(Mark there, Contents mine) {
    lost.begin(
        "The store has lost changes of the section "
            + name
            + ": this node knows "
            + mine.mark().version()
            + " of them, the store has "
            + there.version()
            + ". Nothing of it is given up; it is written back.");
    if (store.restore(name, mine, removedKeys())) {
      LOG.log(
          Level.WARNING,
          "The section {0} was written back to the store: {1} texts.",
          name,
          mine.texts().size());
    }
  }

  private synchronized Contents mine() {
    return new Contents(known, texts);
  }

  private synchronized Set<String> removedKeys() {
    return Set.copyOf(removed.keySet());
  }

  /**
   * Replaces the copy with what was read, but keeps later changes that were recorded. Does nothing
   * if newer contents were taken before.
   *
   * @return all current texts
   */
  synchronized Map<String, String> take(Contents contents) {
    Mark read = contents.mark();
    if (!read.covers(taken)) {
      return Map.copyOf(texts);
    }
    Map<String, String> merged = new HashMap<>(contents.texts());
    changes.values().removeIf(after -> !isLater(after, read));
    changes.keySet().forEach(key -> merged.put(key, String.valueOf(texts.get(key))));
    removed.forEach(
        (key, after) -> {
          if (isLater(after, read)) {
            merged.remove(key);
          }
        });
    removed.keySet().removeAll(merged.keySet());
    texts.keySet().stream()
        .filter(key -> !merged.containsKey(key))
        .forEach(key -> removed.putIfAbsent(key, read));
    texts.clear();
    texts.putAll(merged);
    taken = read;
    if (!known.line().equals(read.line()) || known.version() < read.version()) {
      known = read;
    }
    isRead = true;
    return Map.copyOf(merged);
  }

  private static boolean isLater(Mark after, Mark read) {
    return after.line().equals(read.line()) && after.version() > read.version();
  }
}
