package dev.freshet.redis;

import dev.freshet.event.EventId;

/**
 * What this node knows of the log by itself, and could tell a Redis that has forgotten it: the last
 * places that it told its streams, and the last one that was answered to a publisher here.
 */
final class Witness {
  /** So many places that were told are remembered, to tell an old history from another one. */
  private static final int REMEMBERED = 4096;

  // Written by the follower's thread, read by all.
  private volatile EventId told = EventId.NONE;

  // The follower's thread.
  private final long[] millis = new long[REMEMBERED];
  private final long[] sequences = new long[REMEMBERED];
  private int next;

  // Written by the pipeline's thread, read by all.
  private volatile EventId answered = EventId.NONE;

  // Written by whoever resumes, one at a time; guarded by this.
  private String run = "";
  private EventId since = EventId.NONE;

  /** The last place that was told. */
  EventId told() {
    return told;
  }

  /** A place was told, or passed over with a gap. */
  void tell(EventId place) {
    millis[next] = place.millis();
    sequences[next] = place.sequence();
    next = (next + 1) % REMEMBERED;
    told = place;
  }

  /** Whether the place is one of the last that were told. */
  boolean remembers(EventId place) {
    for (int i = 0; i < REMEMBERED; i++) {
      if (millis[i] == place.millis() && sequences[i] == place.sequence()) {
        return !place.equals(EventId.NONE);
      }
    }
    return false;
  }

  /** The last place that was answered to a publisher here. */
  EventId answered() {
    return answered;
  }

  /** Redis has accepted an event. */
  void answer(EventId place) {
    if (place.isAfter(answered)) {
      answered = place;
    }
  }

  /** The run of the server that this node was connected to last, or nothing. */
  synchronized String run() {
    return run;
  }

  /**
   * The place after which this node can say, after a restart of the server, that it knows of all: a
   * node that began when older places were in doubt knows nothing of them.
   */
  synchronized EventId since() {
    return since;
  }

  synchronized void runs(String newRun, EventId doubtedBefore) {
    run = newRun;
    since = doubtedBefore;
  }
}
