package dev.freshet.hub;

import dev.freshet.event.SelectedLine;
import dev.freshet.event.Subscription;
import dev.freshet.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/**
 * The chain of one distinct subscription, and the parts of its subscribers that each pump writes
 * for. All but {@link #last} is guarded by the hub's dispatch lock.
 */
final class Channel {
  private final Subscription subscription;
  private final @Nullable Part[] parts;
  private int members;

  /** The dispatch that appended last: an event that matches in two ways is appended once. */
  private long dispatched;

  /** Written under the dispatch lock; pumps read it to know how far they may walk. */
  private volatile Node last = Node.origin();

  Channel(Subscription subscription, int pumps) {
    this.subscription = subscription;
    this.parts = new Part[pumps];
  }

  Subscription subscription() {
    return subscription;
  }

  /** The newest place: everything before it is linked. */
  Node last() {
    return last;
  }

  /** Adds an event, unless this dispatch already has, and wakes the pumps concerned. */
  void append(LoggedEvent logged, long dispatch, long now) {
    if (dispatched == dispatch) {
      return;
    }
    dispatched = dispatch;
    last = last.append(SelectedLine.before(logged.wire(), logged.event(), subscription), now);
    for (Part part : parts) {
      if (part != null) {
        part.markDirty();
      }
    }
  }

  /** The part for one pump, for a subscriber that joins. */
  Part enter(Pump pump, int number) {
    members++;
    Part part = parts[number];
    if (part == null) {
      part = new Part(this, pump);
      parts[number] = part;
    }
    return part;
  }

  /** Ends the streams of all who are in now. */
  void close(CloseReason reason) {
    for (Part part : parts) {
      if (part != null) {
        part.pump().submit(() -> part.close(reason));
      }
    }
  }

  /** True when the last subscriber left. */
  boolean leave() {
    return --members == 0;
  }
}
