package dev.freshet.log;

import dev.freshet.event.EventId;
import org.jspecify.annotations.Nullable;

/**
 * The one rule by which a log says that a replay is complete: an unbroken chain must lead from the
 * client's place to the end of what was asked for. Each event names the one before it, so a log
 * states facts, in any order of the first three, then the links in the order of the events; any
 * fact that breaks the chain is remembered, and what was not proved is a gap.
 *
 * <p>One instance judges one chain: the log's, or that of one topic. A replay is complete if the
 * chains of all its sources are. Not safe for use by many threads.
 */
public final class Completeness {
  private final EventId after;

  /** The last place that the chain has led to. */
  private EventId reached;

  private EventId born = EventId.NONE;
  private @Nullable String broken;

  private Completeness(EventId after) {
    this.after = after;
    this.reached = after;
  }

  /** Begins at the place of a client. */
  public static Completeness after(EventId place) {
    return new Completeness(place);
  }

  /**
   * States the place before which the log can prove nothing: its beginning, the newest event that
   * was dropped, or the newest that is known to be lost.
   */
  public Completeness born(EventId place) {
    born = place;
    return place.isAfter(after) ? broken("events after it are no longer in the log") : this;
  }

  /**
   * States the place before which the log may have lost events that nobody can name any more, as
   * after a restart of a server that does not write everything to disk at once.
   */
  public Completeness doubted(EventId place) {
    return place.isAfter(after)
        ? broken("the log may have lost events after it, and no node can tell")
        : this;
  }

  /**
   * States the newest place at or before the client's, by the word of the log of all topics. A
   * client whose place is none of the log's saw an event that the log has lost, or comes from
   * elsewhere. Where that log begins later, it says nothing.
   */
  public Completeness standsOn(EventId place) {
    boolean covers = !place.isAfter(after);
    return covers && !place.equals(after) && !after.equals(born)
        ? broken("the log has no such place")
        : this;
  }

  /** States the next event of the chain, and the place that it names as the one before it. */
  public Completeness link(EventId previous, EventId position) {
    if (previous.isAfter(reached)) {
      broken("events after it are missing");
    }
    reached = position;
    return this;
  }

  /** States the newest place of the chain within what was asked for, by another witness. */
  public Completeness newest(EventId place) {
    return place.isAfter(reached) ? broken("events after it are missing") : this;
  }

  /** States how far the log goes, and how far it was asked for. */
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

  /** Why the answer cannot be called complete, or null if it can. */
  public @Nullable String gap() {
    return broken;
  }
}
