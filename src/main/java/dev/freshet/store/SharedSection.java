package dev.freshet.store;

import dev.freshet.event.Event;
import dev.freshet.event.ReservedTopics;
import dev.freshet.hub.EventTooLargeException;
import dev.freshet.hub.Hub;
import dev.freshet.hub.Listener;
import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A section of the store that every node has in its heap: a change is kept in the store, for nodes
 * that start later, and told by a private event, so that those that run know at once. Any thread.
 *
 * <p>If two nodes change one text in the same moment, one of the two changes wins on all nodes; the
 * store may have the other until the next change.
 */
public final class SharedSection implements Listener {
  private static final Logger LOG = System.getLogger(SharedSection.class.getName());

  /** A node that has lost its log for longer hears of its own changes when it is back. */
  private static final long HEARING_SECONDS = 2;

  private final String name;
  private final Hub hub;
  private final Store store;
  private final Executor aside;
  private final Reader reader;

  /** The changes of this node that it waits to hear of, by their marks. Any thread. */
  private final Map<String, CompletableFuture<@Nullable Void>> awaited = new ConcurrentHashMap<>();

  /** How many changes were heard. Guarded by this. */
  private long news;

  /**
   * Who uses the texts of a section. Called one call at a time, while events wait: it must not
   * block, and must not call the hub. What it throws is logged.
   */
  public interface Reader {
    /** A text is new, or another than before. */
    void changed(String key, String text);

    /** A text is no more. */
    void removed(String key);

    /** These are all there are. */
    void replaced(Map<String, String> texts);
  }

  /**
   * A section that is not read yet.
   *
   * @param name of the section; the events about it are on the hub's own topic of that name
   * @param aside runs what may block
   */
  public SharedSection(String name, Hub hub, Store store, Executor aside, Reader reader) {
    this.name = name;
    this.hub = hub;
    this.store = store;
    this.aside = aside;
    this.reader = reader;
  }

  /** Begins to listen, and reads what there is. To be called once, before the hub starts. */
  public void start() {
    hub.listen(topic(), this);
    readAll();
  }

  private String topic() {
    return ReservedTopics.PATH + "/" + name;
  }

  /**
   * Keeps a text under a key and tells all nodes. The stage completes when that is certain and this
   * node has heard of it; if it fails with {@link StoreUnavailableException}, or with {@link
   * EventTooLargeException} because the nodes cannot be told a text that long, nothing was kept.
   */
  public CompletionStage<?> put(String key, String text) {
    Change change = change(key, text);
    return hub.isTooLarge(change.event())
        ? CompletableFuture.failedStage(new EventTooLargeException(hub.maxEventBytes()))
        : store.put(name, key, text).thenCompose(done -> tell(change));
  }

  /** Forgets what is under a key, on all nodes. As {@link #put}. */
  public CompletionStage<?> remove(String key) {
    Change change = change(key, null);
    return store.remove(name, key).thenCompose(done -> tell(change));
  }

  /** What the nodes are told, and the mark that this one knows it by. */
  private record Change(Event event, String mark) {}

  private CompletionStage<?> tell(Change change) {
    CompletableFuture<@Nullable Void> heard = new CompletableFuture<>();
    awaited.put(change.mark(), heard);
    return hub.publish(change.event())
        .thenCompose(id -> heard.completeOnTimeout(null, HEARING_SECONDS, TimeUnit.SECONDS))
        .whenComplete((done, failure) -> awaited.remove(change.mark()));
  }

  private Change change(String key, @Nullable String text) {
    String mark = UUID.randomUUID().toString();
    JsonObjectBuilder change = Json.createObjectBuilder().add("key", key).add("mark", mark);
    if (text != null) {
      change.add("text", text);
    }
    String data = change.build().toString();
    return new Change(Event.on(topic()).data(data).isPrivate(true).build(), mark);
  }

  @Override
  public synchronized void heard(Event event) {
    news++;
    try (JsonReader json = Json.createReader(new StringReader(event.data()))) {
      JsonObject change = json.readObject();
      String key = change.getString("key");
      String text = change.getString("text", null);
      if (text == null) {
        reader.removed(key);
      } else {
        reader.changed(key, text);
      }
      noteHeard(change.getString("mark", ""));
    } catch (RuntimeException e) {
      // What is thrown here would reach the node's other listeners.
      LOG.log(Level.WARNING, "A change of " + name + " was not understood.", e);
    }
  }

  /** Who waits for it goes on aside: events wait for this thread. */
  private void noteHeard(String mark) {
    CompletableFuture<@Nullable Void> heard = awaited.get(mark);
    if (heard != null) {
      aside.execute(() -> heard.complete(null));
    }
  }

  /** What was told while this node did not hear is in the store. */
  @Override
  public void resumed() {
    aside.execute(this::readAll);
  }

  private void readAll() {
    try {
      boolean isUpToDate = false;
      while (!isUpToDate) {
        long before = news();
        isUpToDate = take(store.read(name), before);
      }
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, name + ": what is kept is read when the store is there.", e);
    }
  }

  private synchronized long news() {
    return news;
  }

  /** False if something was told while the store was read, which may have it or not. */
  private synchronized boolean take(Map<String, String> texts, long before) {
    if (news != before) {
      return false;
    }
    try {
      reader.replaced(texts);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What is kept of " + name + " was not understood.", e);
    }
    return true;
  }
}
