package dev.freshet.hub;

import dev.freshet.event.EventId;

/**
 * What a returning subscriber still has to read from the log: from {@code after}, without it, to
 * the seam, with it. Owned by the subscriber's pump.
 *
 * @param after what was written last
 * @param seam the last event that is not in the chain behind the subscriber's place
 * @param promised true if the client was told that nothing is missing
 */
record Replay(EventId after, EventId seam, boolean promised) {
  Replay reached(EventId position) {
    return new Replay(position, seam, promised);
  }

  Replay upTo(EventId newSeam) {
    return new Replay(after, newSeam, promised);
  }

  boolean isDone() {
    return !seam.isAfter(after);
  }
}
