package dev.freshet.hub;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How many bytes of the log the streams of one pump keep in memory until they are read, and how
 * many they may. Beyond that, the stream that has been stuck for longest is closed: its client goes
 * on from the event that it saw last. Owned by the pump.
 */
final class Held {
  private final long most;
  private long bytes;

  /** Those whose clients do not read, in the order in which they got stuck. */
  private final Set<Subscriber> stuck = new LinkedHashSet<>();

  Held(long most) {
    this.most = most;
  }

  void add(long more) {
    bytes += more;
  }

  /** A stream is stuck with some of the bytes. */
  void stuck(Subscriber subscriber) {
    stuck.add(subscriber);
    if (bytes > most) {
      Subscriber first = stuck.iterator().next();
      stuck.remove(first);
      first.close(CloseReason.SLOW_CONSUMER);
    }
  }

  /** A stream is no longer stuck, or has ended. */
  void loose(Subscriber subscriber) {
    stuck.remove(subscriber);
  }

  void clear() {
    bytes = 0;
    stuck.clear();
  }
}
