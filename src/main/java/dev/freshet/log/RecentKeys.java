package dev.freshet.log;

import dev.freshet.event.EventId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The idempotency keys of recently appended events. Guarded by the log's lock. */
final class RecentKeys {
  /** Maximum keys kept, however recent they are. */
  static final int MOST = 100_000;

  private final Map<String, Use> uses = new LinkedHashMap<>();

  /** Only the {@link Fingerprint} of the event is kept: it is short, and reveals a reused key. */
  private record Use(String fingerprint, EventId position, long millis) {}

  /**
   * Returns the position of the event with this key, or null if the key is new.
   *
   * @throws KeyReusedException if the key belongs to a different event
   */
  @Nullable EventId find(String key, String fingerprint, long now) {
    forgetOld(now);
    Use use = uses.get(key);
    if (use == null) {
      return null;
    }
    if (!use.fingerprint().equals(fingerprint)) {
      throw new KeyReusedException();
    }
    return use.position();
  }

  void add(String key, String fingerprint, EventId position, long now) {
    uses.put(key, new Use(fingerprint, position, now));
  }

  private void forgetOld(long now) {
    Iterator<Use> oldest = uses.values().iterator();
    while (oldest.hasNext()) {
      boolean isOld = now - oldest.next().millis() > EventLog.KEY_LIFE.toMillis();
      if (!isOld && uses.size() <= MOST) {
        return;
      }
      oldest.remove();
    }
  }
}
