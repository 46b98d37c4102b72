package dev.freshet.auth;

import dev.freshet.auth.Revocation.Kind;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The revocations that this node knows of. Any thread. */
public final class Revocations {
  private record Key(Kind kind, String value) {}

  private final InstantSource clock;
  private final Map<Key, Revocation> all = new ConcurrentHashMap<>();

  public Revocations(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether this bearer's token is refused. */
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

  /** Takes note of one. */
  public void add(Revocation revocation) {
    all.put(new Key(revocation.kind(), revocation.value()), revocation);
  }

  /** Forgets one; false if there was none. */
  public boolean lift(Kind kind, String value) {
    return all.remove(new Key(kind, value)) != null;
  }

  /** Takes these for all there are. */
  public void replace(Collection<Revocation> known) {
    known.forEach(this::add);
    all.values().retainAll(known);
  }

  /** Those that are in force. */
  public List<Revocation> inForce() {
    return all.values().stream().filter(one -> !one.isOver(clock.instant())).toList();
  }
}
