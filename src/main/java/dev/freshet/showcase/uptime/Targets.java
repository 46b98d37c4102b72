package dev.freshet.showcase.uptime;

import dev.freshet.hub.Hub;
import dev.freshet.store.SharedSection;
import dev.freshet.store.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The targets, as known to every node. Until one is configured, there may be a stand-in.
 * Thread-safe.
 */
public final class Targets implements SharedSection.Reader {
  /** Maximum targets: as many as one node can check in time. */
  public static final int MOST = 500;

  private static final Logger LOG = System.getLogger(Targets.class.getName());
  private static final String SECTION = "uptime";

  /** Stored once anything has been configured. No target can have this id. */
  private static final String CONFIGURED = ".configured";

  private final SharedSection section;
  private final @Nullable Target standIn;
  private final Consumer<Map<String, Target>> fewer;

  // Guarded by this.
  private final Map<String, Target> all = new TreeMap<>();
  private final Set<String> arriving = new HashSet<>();
  private boolean configured;
  private boolean known;

  /** Why a target is refused. */
  public enum Refusal {
    /** The id is taken. */
    TAKEN,
    /** There are already {@link #MOST}. */
    FULL
  }

  /** Thrown for a target that is refused. */
  public static final class RefusedException extends RuntimeException {
    private final Refusal refusal;

    RefusedException(Refusal refusal) {
      super(refusal.toString());
      this.refusal = refusal;
    }

    public Refusal refusal() {
      return refusal;
    }
  }

  /**
   * Creates targets that are not read yet.
   *
   * @param aside runs tasks that may block
   * @param standIn the target to check until one is configured, or null
   * @param fewer receives the remaining targets when some are gone; must not block
   */
  Targets(
      Hub hub,
      Store store,
      Executor aside,
      @Nullable Target standIn,
      Consumer<Map<String, Target>> fewer) {
    this.fewer = fewer;
    this.section = new SharedSection(SECTION, hub, store, aside, this);
    this.standIn = standIn;
  }

  /** Loads the targets. Must be called before the hub starts. */
  void start() {
    section.start();
  }

  /** Whether the store was read: before that, a missing target may exist. */
  synchronized boolean areKnown() {
    return known;
  }

  /** Returns all targets, by id. */
  public synchronized Map<String, Target> all() {
    Target alone = standsIn();
    return alone == null ? Map.copyOf(all) : Map.of(alone.id(), alone);
  }

  /** Returns the target with an id. */
  public synchronized Optional<Target> find(String id) {
    Target alone = standsIn();
    return alone != null && alone.id().equals(id)
        ? Optional.of(alone)
        : Optional.ofNullable(all.get(id));
  }

  private synchronized @Nullable Target standsIn() {
    return known && !configured && all.isEmpty() ? standIn : null;
  }

  /**
   * Adds a target on all nodes. The stage completes when that is certain.
   *
   * @throws RefusedException if the id is taken, or there is no room
   */
  public CompletionStage<?> add(Target target) {
    String id = target.id();
    synchronized (this) {
      if (find(id).isPresent() || arriving.contains(id)) {
        throw new RefusedException(Refusal.TAKEN);
      }
      checkRoom();
      arriving.add(id);
    }
    return write(target).whenComplete((done, failure) -> arrived(id, failure));
  }

  /**
   * Replaces the target with the same id, or adds it, like {@link #add}.
   *
   * @throws RefusedException if it is new and there is no room
   */
  public CompletionStage<?> put(Target target) {
    synchronized (this) {
      if (find(target.id()).isEmpty()) {
        checkRoom();
      }
    }
    return write(target);
  }

  private void checkRoom() {
    if (all.size() + arriving.size() >= MOST) {
      throw new RefusedException(Refusal.FULL);
    }
  }

  private CompletionStage<?> write(Target target) {
    return configured()
        .thenCompose(done -> section.put(target.id(), TargetJson.write(target).toString()));
  }

  /** Removes a target on all nodes. */
  public CompletionStage<?> remove(String id) {
    return configured().thenCompose(done -> section.remove(id));
  }

  /** Ends the stand-in for good, even if all targets are removed later. */
  private CompletionStage<?> configured() {
    synchronized (this) {
      if (configured) {
        return CompletableFuture.completedStage(null);
      }
    }
    return section.put(CONFIGURED, "true");
  }

  private synchronized void arrived(String id, @Nullable Throwable failure) {
    // If it was stored but not heard of yet, the id stays taken until then.
    if (failure != null || all.containsKey(id)) {
      arriving.remove(id);
    }
  }

  @Override
  public synchronized void changed(String key, String text) {
    boolean stoodIn = !configured;
    configured = true;
    if (!key.equals(CONFIGURED)) {
      all.put(key, TargetJson.parse(text));
      arriving.remove(key);
    }
    if (stoodIn) {
      fewer.accept(all());
    }
  }

  @Override
  public synchronized void removed(String key) {
    all.remove(key);
    arriving.remove(key);
    fewer.accept(all());
  }

  @Override
  public synchronized void replaced(Map<String, String> texts) {
    all.clear();
    arriving.clear();
    configured = !texts.isEmpty();
    texts.forEach(
        (key, text) -> {
          if (!key.equals(CONFIGURED)) {
            takeKept(key, text);
          }
        });
    known = true;
    fewer.accept(all());
  }

  private void takeKept(String key, String text) {
    try {
      all.put(key, TargetJson.parse(text));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What is kept under " + key + " is no target.", e);
    }
  }
}
