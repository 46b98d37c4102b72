package dev.freshet.store;

import dev.freshet.event.Event;
import dev.freshet.event.ReservedTopics;
import dev.freshet.health.Causes;
import dev.freshet.health.Fault;
import dev.freshet.hub.EventTooLargeException;
import dev.freshet.hub.Hub;
import dev.freshet.hub.Listener;
import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A section of the store that every node keeps in its heap. A change is kept in the store, for
 * nodes that start later, and announced by a private event, so that running nodes learn of it at
 * once. Any thread.
 *
 * <p>Every few seconds each node compares its copy with the store. The nodes write back what the
 * store has lost because it was emptied or restored from an older state, and read what they have
 * missed or could not read before. If two nodes change one text at the same moment, all nodes use
 * the change that the store accepted last.
 */
public final class SharedSection implements Listener {
  private static final Logger LOG = System.getLogger(SharedSection.class.getName());

  /** How long to wait to hear of a change. If the log is away longer, it is heard later. */
  private static final long HEARING_SECONDS = 2;

  /** The longest possible mark, to check the size of an event before the change is made. */
  private static final Mark WIDEST =
      new Mark(Long.MAX_VALUE, UUID.randomUUID().toString(), Long.MAX_VALUE);

  private final String name;
  private final Hub hub;
  private final Store store;
  private final Executor aside;
  private final Reader reader;
  private final SectionCopy copy;
  private final Fault notUnderstood;

  /** This node's changes that it has yet to hear of, by their marks. Any thread. */
  private final Map<String, CompletableFuture<@Nullable Void>> awaited = new ConcurrentHashMap<>();

  /** Whether the section must be read, whatever its mark. */
  private final AtomicBoolean isStale = new AtomicBoolean(true);

  /** Pending calls of the reader, in order. The thread that adds the first makes them all. */
  private final Queue<Runnable> calls = new ConcurrentLinkedQueue<>();

  private final AtomicInteger callsToMake = new AtomicInteger();

  /**
   * Uses the texts of a section. Called in order, one call at a time, without holding a lock of
   * this class. It must not wait for a change of the section. Exceptions it throws are logged.
   */
  public interface Reader {
    /** Called when a text was added or changed. If this throws, the section is read again. */
    void changed(String key, String text);

    /** Called when a text was removed. */
    void removed(String key);

    /**
     * Called with all texts of the section. If this throws, a fault is reported and {@link
     * #unknown} is called next.
     */
    void replaced(Map<String, String> texts);

    /**
     * Called when not all texts are known: the section has not been readable since the start, or
     * not all of it was understood. This lasts until {@link #replaced} returns. A reader whose
     * texts protect access must refuse whatever depends on them.
     */
    default void unknown(String why) {}
  }

  /**
   * Creates a section that has not been read yet.
   *
   * @param name the section's name; the events about it are on the hub's own topic of that name
   * @param aside runs tasks that may block
   */
  public SharedSection(String name, Hub hub, Store store, Executor aside, Reader reader) {
    this.name = name;
    this.hub = hub;
    this.store = store;
    this.aside = aside;
    this.reader = reader;
    this.copy = new SectionCopy(name, store);
    this.notUnderstood = store.sections().fault(name + "-not-understood");
  }

  /** Starts listening, and reads the section. Call it once, before the hub starts. */
  public void start() {
    hub.listen(topic(), this);
    store.sections().add(this::look);
    attemptLook();
  }

  private String topic() {
    return ReservedTopics.PATH + "/" + name;
  }

  /**
   * Keeps a text under a key and tells all nodes. The stage completes once the text is kept and
   * this node has heard of it. If it fails with {@link StoreUnavailableException}, or with {@link
   * EventTooLargeException} because the text is too long for an event, nothing was kept.
   */
  public CompletionStage<?> put(String key, String text) {
    return hub.isTooLarge(event(key, text, WIDEST, WIDEST.line()))
        ? CompletableFuture.failedStage(new EventTooLargeException(hub.maxEventBytes()))
        : keep(key, text).thenCompose(after -> tell(key, text, after));
  }

  /** Removes the text under a key, on all nodes. Like {@link #put}. */
  public CompletionStage<?> remove(String key) {
    return keep(key, null).thenCompose(after -> tell(key, null, after));
  }

  /** If the store has lost something, restores it first: the change must not hide the loss. */
  private CompletionStage<Mark> keep(String key, @Nullable String text) {
    return store
        .change(name, key, text, copy.known())
        .handle(
            (after, failure) -> {
              if (Causes.ofNullable(failure) instanceof SectionLostException) {
                return CompletableFuture.runAsync(this::look, aside)
                    .thenCompose(done -> store.change(name, key, text, copy.known()))
                    .exceptionallyCompose(SharedSection::notWhole);
              }
              return failure == null
                  ? CompletableFuture.completedStage(after)
                  : CompletableFuture.<Mark>failedStage(failure);
            })
        .thenCompose(stage -> stage);
  }

  private static CompletionStage<Mark> notWhole(Throwable failure) {
    return CompletableFuture.failedStage(
        Causes.ofNullable(failure) instanceof SectionLostException lost
            ? new StoreUnavailableException(String.valueOf(lost.getMessage()), lost)
            : failure);
  }

  private CompletionStage<?> tell(String key, @Nullable String text, Mark after) {
    String mark = UUID.randomUUID().toString();
    CompletableFuture<@Nullable Void> heard = new CompletableFuture<>();
    awaited.put(mark, heard);
    return hub.publish(event(key, text, after, mark))
        .thenCompose(id -> heard.completeOnTimeout(null, HEARING_SECONDS, TimeUnit.SECONDS))
        .whenComplete((done, failure) -> awaited.remove(mark));
  }

  private Event event(String key, @Nullable String text, Mark after, String mark) {
    JsonObjectBuilder change =
        Json.createObjectBuilder()
            .add("key", key)
            .add("mark", mark)
            .add("version", after.version())
            .add("line", after.line())
            .add("base", after.base());
    if (text != null) {
      change.add("text", text);
    }
    return Event.on(topic()).data(change.build().toString()).isPrivate(true).build();
  }

  @Override
  public void heard(Event event) {
    try {
      JsonObject change = Json.object(event.data());
      String key = change.getString("key");
      String text = change.getString("text", null);
      Mark after = after(change);
      inOrder(() -> take(key, text, after));
      inOrder(() -> noteHeard(change.getString("mark", "")));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A change of " + name + " was not understood: it is read again.", e);
      readAgain();
    }
  }

  /** Returns the section's mark after a change. Nodes of earlier versions do not send it. */
  private static Mark after(JsonObject change) {
    return change.containsKey("version")
        ? new Mark(
            change.getJsonNumber("version").longValue(),
            change.getString("line"),
            change.getJsonNumber("base").longValue())
        : Mark.NONE;
  }

  private void inOrder(Runnable call) {
    calls.add(call);
    if (callsToMake.getAndIncrement() == 0) {
      do {
        Runnable next = calls.poll();
        if (next != null) {
          next.run();
        }
      } while (callsToMake.decrementAndGet() > 0);
    }
  }

  private void take(String key, @Nullable String text, Mark after) {
    boolean isForeign = copy.isForeign(after);
    if (!copy.note(key, text, after)) {
      return;
    }
    try {
      if (text == null) {
        reader.removed(key);
      } else {
        reader.changed(key, text);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A change of " + name + " was not understood: it is read again.", e);
      readAgain();
    }
    if (isForeign) {
      lookAside();
    }
  }

  /** Completes the waiting stage on another thread, because events wait for this one. */
  private void noteHeard(String mark) {
    CompletableFuture<@Nullable Void> heard = awaited.get(mark);
    if (heard != null) {
      attempt(() -> heard.complete(null));
    }
  }

  /** Changes announced while this node was not listening are in the store. */
  @Override
  public void resumed() {
    readAgain();
  }

  private void readAgain() {
    isStale.set(true);
    lookAside();
  }

  private void lookAside() {
    attempt(this::attemptLook);
  }

  /** If no thread is available, the next check does the work, and the caller waits longer. */
  private void attempt(Runnable task) {
    try {
      aside.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "There was no thread for the section " + name, e);
    }
  }

  private void attemptLook() {
    try {
      look();
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, name + ": what is kept is read when the store is there.", e);
    }
  }

  /** Called with every check of the store, and when something may have been missed. May block. */
  private void look() {
    boolean isDue = isStale.getAndSet(false);
    boolean isDone = false;
    try {
      Contents news = copy.look(isDue);
      if (news != null) {
        inOrder(() -> take(news));
      }
      isDone = true;
    } catch (StoreUnavailableException e) {
      if (!copy.isRead()) {
        inOrder(() -> reader.unknown(String.valueOf(e.getMessage())));
      }
      throw e;
    } finally {
      if (isDue && !isDone) {
        isStale.set(true);
      }
    }
  }

  private void take(Contents contents) {
    try {
      reader.replaced(copy.take(contents));
      notUnderstood.end();
    } catch (RuntimeException e) {
      if (!notUnderstood.lasts()) {
        LOG.log(Level.ERROR, "What is kept of " + name + " was not understood.", e);
      }
      // An operator may fix the store by hand, which does not change the version.
      isStale.set(true);
      notUnderstood.begin("Not all of the section " + name + " was understood: " + e.getMessage());
      reader.unknown(String.valueOf(e.getMessage()));
    }
  }
}
