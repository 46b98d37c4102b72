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
  public void heard(Event event) {
    Revocation revocation = RevocationJson.read(event.data());
    if (RevocationJson.isLifted(event.data())) {
      boolean unused = revocations.lift(revocation.kind(), revocation.value());
    } else {
      apply(revocation);
    }
  }

  private void apply(Revocation revocation) {
    revocations.add(revocation);
    streams.end(revocation, revocations::covers);
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
      var known = store.read(SECTION).values().stream().map(RevocationJson::read).toList();
      revocations.replace(known);
      known.forEach(revocation -> streams.end(revocation, revocations::covers));
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "What was revoked is read when the store is there.", e);
    }
  }
}
