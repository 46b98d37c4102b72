package dev.freshet.hub;

import dev.freshet.event.SelectedLine;
import dev.freshet.event.Subscription;
import dev.freshet.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/**
 * The chain of one distinct subscription, with its subscribers grouped by the pump that writes for
 * them. Everything but {@link #last} is guarded by the hub's dispatch lock.
 */
final class Channel {
  private final Subscription subscription;
  private final @Nullable Part[] parts;
  private int members;

  /** The dispatch that appended last. An event that matches in two ways is appended once. */
  private long dispatched;

  /** Written under the dispatch lock; pumps read it to see how far they may walk. */
  private volatile Node last = Node.origin();

  Channel(Subscription subscription, int pumps) {
    this.subscription = subscription;
    this.parts = new Part[pumps];
  }

  Subscription subscription() {
    return subscription;
  }

  /** The newest node: everything before it is linked. */
  Node last() {
    return last;
  }

  /**
   * Appends an event, unless this dispatch has already done so, and wakes the pumps that have
   * subscribers here.
   */
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

  /** Returns the part of one pump for a subscriber that joins. */
  Part enter(Pump pump, int number) {
    members++;
    Part part = parts[number];
    if (part == null) {
      part = new Part(this, pump);
      parts[number] = part;
    }
    return part;
  }

  /** Ends the streams of all current subscribers. */
  void close(CloseReason reason) {
    for (Part part : parts) {
      if (part != null) {
        part.pump().submit(() -> part.close(reason));
      }
    }
  }

  /** Removes a subscriber. Returns true if it was the last. */
  boolean leave() {
    return --members == 0;
  }
}
