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
 * What this node knows of a section of the store, and whether the store still has it. If the store
 * has lost any of it, the copy is written back instead of being given up. Any thread.
 *
 * <p>Of nodes that know different amounts, the one that knows most is right: see {@link Mark}. A
 * loss that happens while no node knows the section cannot be noticed.
 */
public final class SectionCopy {
  private static final Logger LOG = System.getLogger(SectionCopy.class.getName());

  /** How many removed keys are remembered, so that an older snapshot does not bring them back. */
  private static final int MOST_REMOVED = 10_000;

  private final String name;
  private final Store store;
  private final Fault unknown;
  private final Fault lost;

  /** Held by the one who looks into the store, so that two do not do the same. */
  private final ReentrantLock looking = new ReentrantLock();

  // Guarded by this.
  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, Mark> changes = new HashMap<>();
  private final Map<String, Mark> removed = new Removed();
  private Mark known = Mark.NONE;
  private Mark taken = Mark.NONE;
  private boolean isRead;

  /** Where the store was ahead of this copy when it was last looked at. Guarded by the lock. */
  private Mark ahead = Mark.NONE;

  private static final class Removed extends LinkedHashMap<String, Mark> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Mark> eldest) {
      return size() > MOST_REMOVED;
    }
  }

  /** A copy that is not read yet. */
  public SectionCopy(String name, Store store) {
    this.name = name;
    this.store = store;
    this.unknown = store.sections().fault(name + "-unknown");
    this.lost = store.sections().fault(name + "-lost");
  }

  /** Has this copy kept up to date with every check of the store's sections. */
  public void watch() {
    store.sections().add(() -> takeIfThere(look(/* evenIfSame= */ false)));
  }

  /**
   * Reads the section now. May block.
   *
   * @throws StoreUnavailableException when that cannot be done, or the store has lost something
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

  /** Whether the section was ever read: before that, a text that is missing may be one. */
  public synchronized boolean isRead() {
    return isRead;
  }

  /** Where the section stood when this copy was last up to date. */
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
   * Takes note of a change that the store has accepted. False if a later one is known already.
   *
   * @param after where the section stood after the change; {@link Mark#NONE} if that is not known
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

  /** Whether a change was made in a line of history that this copy does not follow. */
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
   * Compares this copy with the store, and returns what the store has if that is news, or else
   * null. If the store has lost something, it gets it back first. May block.
   *
   * @param evenIfSame whether to read the section though its mark says that nothing is new
   * @return what this copy has to {@link #take}
   * @throws StoreUnavailableException when the store cannot be read, or not be made whole, now
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
    // First what is known, then the store: a change that is heard in between is no loss.
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

  /** What is ahead at two looks in a row is more than a change that is still on its way. */
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
   * Takes what was read for all there is, but for changes that were noted and are later. Does
   * nothing if something newer was taken before.
   *
   * @return all texts there are now
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
