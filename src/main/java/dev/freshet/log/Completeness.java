package dev.freshet.log;

import dev.freshet.event.EventId;
import org.jspecify.annotations.Nullable;

/**
 * The single rule by which a log decides that a replay is complete: an unbroken chain must lead
 * from the client's position to the end of the requested range. Each event names the one before it.
 * A log states its facts, the first three kinds in any order, then the links in event order. Any
 * fact that breaks the chain is remembered, and whatever is not proved is a gap.
 *
 * <p>One instance judges one chain: the whole log's, or one topic's. A replay is complete if the
 * chains of all its sources are. Not thread-safe.
 */
public final class Completeness {
  private final EventId after;

  /** The last position that the chain has reached. */
  private EventId reached;

  private EventId born = EventId.NONE;
  private @Nullable String broken;

  private Completeness(EventId after) {
    this.after = after;
    this.reached = after;
  }

  /** Starts a chain at a client's position. */
  public static Completeness after(EventId place) {
    return new Completeness(place);
  }

  /**
   * States the position before which the log can prove nothing: its beginning, the newest dropped
   * event, or the newest event known to be lost.
   */
  public Completeness born(EventId place) {
    born = place;
    return place.isAfter(after) ? broken("events after it are no longer in the log") : this;
  }

  /**
   * States the position before which the log may have lost events it can no longer name, as after a
   * restart of a server that does not write everything to disk at once.
   */
  public Completeness doubted(EventId place) {
    return place.isAfter(after)
        ? broken("the log may have lost events after it, and no node can tell")
        : this;
  }

  /**
   * States the newest position at or before the client's in the log of all topics. If the client's
   * position is not in the log, the client saw an event that the log has lost, or its id is from
   * another log. If the log begins after the client's position, this states nothing.
   */
  public Completeness standsOn(EventId place) {
    boolean covers = !place.isAfter(after);
    return covers && !place.equals(after) && !after.equals(born)
        ? broken("the log has no such place")
        : this;
  }

  /** States the next event of the chain, and the position it names as its predecessor. */
  public Completeness link(EventId previous, EventId position) {
    if (previous.isAfter(reached)) {
      broken("events after it are missing");
    }
    reached = position;
    return this;
  }

  /** States the newest position of the chain in the requested range, by another source. */
  public Completeness newest(EventId place) {
    return place.isAfter(reached) ? broken("events after it are missing") : this;
  }

  /** States where the log ends, and the end of the requested range. */
  public Completeness within(EventId end, EventId upTo) {
    return upTo.isAfter(end) ? broken("the log has forgotten its newest events") : this;
  }

  private Completeness broken(String why) {
    if (broken == null) {
      broken = why;
    }
    return this;
  }

  /** Whether no fact has broken the chain. */
  public boolean isProved() {
    return broken == null;
  }

  /** Why the replay is not proved complete, or null if it is. */
  public @Nullable String gap() {
    return broken;
  }
}
