package dev.freshet.hub;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Counts and limits the bytes of the log that one pump's streams keep in memory until they are
 * read. Beyond the limit, the stream that has been stuck longest is closed; its client resumes
 * after the event it saw last. Owned by the pump.
 */
final class Held {
  private final long most;
  private long bytes;

  /** Subscribers whose clients do not read, in the order in which they got stuck. */
  private final Set<Subscriber> stuck = new LinkedHashSet<>();

  Held(long most) {
    this.most = most;
  }

  void add(long more) {
    bytes += more;
  }

  /** Called when a stream that holds some of the bytes gets stuck. */
  void stuck(Subscriber subscriber) {
    stuck.add(subscriber);
    if (bytes > most) {
      Subscriber first = stuck.iterator().next();
      stuck.remove(first);
      first.close(CloseReason.SLOW_CONSUMER);
    }
  }

  /** Called when a stream is no longer stuck, or has ended. */
  void loose(Subscriber subscriber) {
    stuck.remove(subscriber);
  }

  void clear() {
    bytes = 0;
    stuck.clear();
  }
}
