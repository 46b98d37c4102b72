package dev.freshet.http;

import dev.freshet.auth.Revocation;
import dev.freshet.auth.Revocation.Kind;
import dev.freshet.auth.Revocations;
import dev.freshet.event.Event;
import dev.freshet.event.ReservedTopics;
import dev.freshet.hub.Hub;
import dev.freshet.hub.Listener;
import dev.freshet.store.Store;
import dev.freshet.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Revokes tokens on all nodes: a revocation is kept in the store, for nodes that start later, and
 * told by a private event, so that those that run know at once. Any thread.
 */
@ApplicationScoped
public class Revoker implements Listener {
  /** The topic of the events about revocations. */
  static final String TOPIC = ReservedTopics.PATH + "/revocations";

  private static final Logger LOG = System.getLogger(Revoker.class.getName());
  private static final String SECTION = "revocations";

  @Inject private Hub hub;
  @Inject private Store store;
  @Inject private Streams streams;
  @Inject private Revocations revocations;

  /** How many events were heard. Guarded by this. */
  private long news;

  /** Runs what may block. Set once, before the first event. */
  private volatile @Nullable Executor aside;

  /** Begins to listen, and reads what was revoked before. To be called before the hub starts. */
  public void start(Executor newAside) {
    aside = newAside;
    hub.listen(TOPIC, this);
    readAll();
  }

  /** Keeps a revocation and tells all nodes. The stage completes when that is certain. */
  CompletionStage<?> revoke(Revocation revocation) {
    String text = RevocationJson.write(revocation);
    return store
        .put(SECTION, key(revocation.kind(), revocation.value()), text)
        .thenCompose(done -> hub.publish(event(text)));
  }

  /** Forgets a revocation, on all nodes. */
  CompletionStage<?> lift(Kind kind, String value) {
    return store
        .remove(SECTION, key(kind, value))
        .thenCompose(done -> hub.publish(event(RevocationJson.writeLifted(kind, value))));
  }

  private static Event event(String text) {
    return Event.on(TOPIC).data(text).isPrivate(true).build();
  }

  private static String key(Kind kind, String value) {
    return kind + " " + value;
  }

  @Override
  public synchronized void heard(Event event) {
    news++;
    Revocation revocation = RevocationJson.read(event.data());
    if (RevocationJson.isLifted(event.data())) {
      boolean unused = revocations.lift(revocation.kind(), revocation.value());
    } else {
      revocations.add(revocation);
      streams.end(revocation, revocations::covers);
    }
  }

  /** What was told while this node did not hear is in the store. */
  @Override
  public void resumed() {
    Executor executor = aside;
    if (executor != null) {
      executor.execute(this::readAll);
    }
  }

  private void readAll() {
    try {
      boolean isUpToDate = false;
      while (!isUpToDate) {
        long before = news();
        isUpToDate = take(read(), before);
      }
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "What was revoked is read when the store is there.", e);
    }
  }

  private synchronized long news() {
    return news;
  }

  /** Those in the store that count; those whose time is over are thrown away. */
  private List<Revocation> read() {
    List<Revocation> known = new ArrayList<>();
    Instant now = Instant.now();
    store
        .read(SECTION)
        .forEach(
            (key, text) -> {
              Revocation revocation = parse(key, text);
              if (revocation != null && revocation.isOver(now)) {
                var unused = store.remove(SECTION, key);
              } else if (revocation != null) {
                known.add(revocation);
              }
            });
    return known;
  }

  private static @Nullable Revocation parse(String key, String text) {
    try {
      return RevocationJson.read(text);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What is kept under " + key + " is no revocation.", e);
      return null;
    }
  }

  /** False if something was told while the store was read, which may have it or not. */
  private synchronized boolean take(List<Revocation> known, long before) {
    if (news != before) {
      return false;
    }
    revocations.replace(known);
    known.forEach(revocation -> streams.end(revocation, revocations::covers));
    return true;
  }
}
