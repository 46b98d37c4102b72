package dev.freshet.hub;

import dev.freshet.event.EventId;
import dev.freshet.log.Start;
import org.jspecify.annotations.Nullable;

/**
 * What a returning subscriber still has to read from the log: from {@code after}, without it, to
 * the seam, with it. Owned by the subscriber's pump.
 *
 * @param sought the id that {@code after} is still to be found for, or null if it is known
 * @param after what was written last
 * @param seam the last event that is not in the chain behind the subscriber's place
 * @param promised true if the client was told that nothing is missing
 */
record Replay(@Nullable String sought, EventId after, EventId seam, boolean promised) {

  static Replay from(Start start, EventId seam) {
    return new Replay(null, start.after(), seam, start.complete());
  }

  /** A replay that begins once the log can be asked where. */
  static Replay of(String lastEventId, EventId seam) {
    return new Replay(lastEventId, EventId.NONE, seam, !lastEventId.equals(Hub.EARLIEST));
  }

  Replay reached(EventId position) {
    return new Replay(sought, position, seam, promised);
  }

  Replay upTo(EventId newSeam) {
    return new Replay(sought, after, newSeam, promised);
  }

  boolean isDone() {
    return sought == null && after.equals(seam);
  }

  /** Whether the client saw, at another node, what this one has not dispatched yet. */
  boolean isAhead() {
    return sought == null && after.isAfter(seam);
  }
}
