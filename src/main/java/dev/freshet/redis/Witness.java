package dev.freshet.redis;

import dev.freshet.event.EventId;

/**
 * What this node knows of the log independently of Redis, and can tell a Redis that has lost
 * events: the last positions passed on to its streams, and the last one confirmed to a publisher
 * here.
 */
final class Witness {
  /** How many positions are remembered, to tell an older state of the log from another log. */
  private static final int REMEMBERED = 4096;

  // Written by the follower's thread, read by all.
  private volatile EventId told = EventId.NONE;

  // Owned by the follower's thread.
  private final long[] millis = new long[REMEMBERED];
  private final long[] sequences = new long[REMEMBERED];
  private int next;

  // Written by the pipeline's thread, read by all.
  private volatile EventId answered = EventId.NONE;

  // Written by the threads that resume; guarded by this.
  private String run = "";
  private EventId since = EventId.NONE;

  /** The last position passed on. */
  EventId told() {
    return told;
  }

  /** Records a position that was passed on, or skipped with a gap. */
  void tell(EventId place) {
    millis[next] = place.millis();
    sequences[next] = place.sequence();
    next = (next + 1) % REMEMBERED;
    told = place;
  }

  /** Whether the position is one of the last that were passed on. */
  boolean remembers(EventId place) {
    for (int i = 0; i < REMEMBERED; i++) {
      if (millis[i] == place.millis() && sequences[i] == place.sequence()) {
        return !place.equals(EventId.NONE);
      }
    }
    return false;
  }

  /** The last position confirmed to a publisher here. */
  EventId answered() {
    return answered;
  }

  /** Records that Redis has accepted an event. */
  void answer(EventId place) {
    if (place.isAfter(answered)) {
      answered = place;
    }
  }

  /** The run id of the server that this node was last connected to, or empty. */
  synchronized String run() {
    return run;
  }

  /**
   * The position after which this node knows of all events, to be reported after a restart of the
   * server. A node that started while older positions were in doubt knows nothing of them.
   */
  synchronized EventId since() {
    return since;
  }

  synchronized void runs(String newRun, EventId doubtedBefore) {
    run = newRun;
    since = doubtedBefore;
  }
}
