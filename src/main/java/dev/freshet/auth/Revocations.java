package dev.freshet.auth;

import dev.freshet.auth.Revocation.Kind;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The revocations known to this node. While some may be unknown, no token can be accepted.
 * Thread-safe.
 */
public final class Revocations {
  private record Key(Kind kind, String value) {}

  private final InstantSource clock;
  private final Map<Key, Revocation> all = new ConcurrentHashMap<>();

  /** Why some revocations may be unknown, or null. */
  private volatile @Nullable String unknown = "They have not been read yet.";

  public Revocations(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns why no token can be accepted now, or null if all revocations are known. */
  public @Nullable String unknown() {
    return unknown;
  }

  /** Marks the revocations as incomplete until they are replaced. */
  public void becomeUnknown(String why) {
    unknown = why;
  }

  /** Whether this bearer's token is revoked, as far as known. */
  public boolean covers(Bearer bearer) {
    return covers(Kind.TOKEN, bearer.tokenId(), bearer)
        || covers(Kind.SUBJECT, bearer.subject(), bearer);
  }

  private boolean covers(Kind kind, @Nullable String value, Bearer bearer) {
    if (value == null) {
      return false;
    }
    Revocation revocation = all.get(new Key(kind, value));
    return revocation != null && revocation.covers(bearer, clock.instant());
  }

  /** Adds a revocation. */
  public void add(Revocation revocation) {
    all.put(new Key(revocation.kind(), revocation.value()), revocation);
  }

  /** Removes a revocation; returns false if there was none. */
  public boolean lift(Kind kind, String value) {
    return all.remove(new Key(kind, value)) != null;
  }

  /** Replaces all revocations by a complete list. */
  public void replace(Collection<Revocation> known) {
    known.forEach(this::add);
    all.values().retainAll(known);
    unknown = null;
  }

  /** Returns the revocations in force. */
  public List<Revocation> inForce() {
    return all.values().stream().filter(one -> !one.isOver(clock.instant())).toList();
  }
}
