package dev.freshet.mercure;

import dev.freshet.auth.Revocation;
import dev.freshet.auth.Revocation.Kind;
import dev.freshet.auth.Revocations;
import dev.freshet.hub.Hub;
import dev.freshet.store.SharedSection;
import dev.freshet.store.Store;
import dev.freshet.stream.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Revokes tokens on all nodes, including those that start later. Thread-safe. */
@ApplicationScoped
public class Revoker implements SharedSection.Reader {
  /** The section of the store. Losing entries from it must not count as lifting them. */
  public static final String SECTION = "revocations";

  @Inject private Hub hub;
  @Inject private Store store;
  @Inject private Streams streams;
  @Inject private Revocations revocations;

  /** Set once, before the first request. */
  private volatile @Nullable SharedSection section;

  /**
   * Loads earlier revocations, and begins to listen for new ones. Must be called before the hub
   * starts.
   */
  public void start(Executor aside) {
    SharedSection starting = new SharedSection(SECTION, hub, store, aside, this);
    section = starting;
    starting.start();
  }

  private SharedSection section() {
    SharedSection started = section;
    if (started == null) {
      throw new IllegalStateException("The revoker is not started.");
    }
    return started;
  }

  /** Stores a revocation and tells all nodes. The stage completes once both are certain. */
  CompletionStage<?> revoke(Revocation revocation) {
    return section()
        .put(key(revocation.kind(), revocation.value()), RevocationJson.write(revocation));
  }

  /** Deletes a revocation on all nodes. */
  CompletionStage<?> lift(Kind kind, String value) {
    return section().remove(key(kind, value));
  }

  private static String key(Kind kind, String value) {
    return kind + " " + value;
  }

  @Override
  public void changed(String key, String text) {
    Revocation revocation = parse(key, text);
    revocations.add(revocation);
    streams.end(revocation, revocations::covers);
  }

  @Override
  public void removed(String key) {
    int space = key.indexOf(' ');
    Kind kind = Kind.valueOf(key.substring(0, space));
    boolean unused = revocations.lift(kind, key.substring(space + 1));
  }

  /**
   * Replaces all revocations. Those that are over are deleted.
   *
   * @throws IllegalArgumentException if one cannot be parsed, since it is then unclear whose tokens
   *     it revokes
   */
  @Override
  public void replaced(Map<String, String> texts) {
    List<Revocation> known = new ArrayList<>();
    List<RuntimeException> garbled = new ArrayList<>();
    Instant now = Instant.now();
    texts.forEach(
        (key, text) -> {
          try {
            Revocation revocation = parse(key, text);
            if (revocation.isOver(now)) {
              var unused = store.remove(SECTION, key);
            } else {
              known.add(revocation);
            }
          } catch (IllegalArgumentException e) {
            garbled.add(e);
          }
        });
    if (garbled.isEmpty()) {
      revocations.replace(known);
    } else {
      known.forEach(revocations::add);
    }
    known.forEach(revocation -> streams.end(revocation, revocations::covers));
    if (!garbled.isEmpty()) {
      IllegalArgumentException all =
          new IllegalArgumentException(
              garbled.size() + " of " + texts.size() + " revocations cannot be read; see the log.");
      garbled.forEach(all::addSuppressed);
      throw all;
    }
  }

  /** Until the revocations are known again, no token is accepted. */
  @Override
  public void unknown(String why) {
    revocations.becomeUnknown(why);
  }

  private static Revocation parse(String key, String text) {
    Revocation revocation;
    try {
      revocation = RevocationJson.read(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("What is kept under " + key + " is not a revocation.", e);
    }
    if (!key(revocation.kind(), revocation.value()).equals(key)) {
      throw new IllegalArgumentException(
          "What is kept under " + key + " is the revocation of something else.");
    }
    return revocation;
  }
}
