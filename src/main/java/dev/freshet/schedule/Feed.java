package dev.freshet.schedule;

import dev.freshet.event.Event;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A source of events that is sampled once a second. Every CDI bean of this type is used. A feed
 * that throws is reported in the status until its next good sample; one that is slow is sampled
 * less often. Neither holds up anything else.
 */
public interface Feed {

  /** What logs and schedules call it. */
  String name();

  /** The events of this moment, in order. Called by one thread at a time, not always the same. */
  List<Event> sample();

  /** Whether each node samples it for itself, instead of one for all. */
  default boolean onEveryNode() {
    return false;
  }

  /**
   * Prepares: a feed that listens to the hub, or shares a section of the store, begins to here.
   * Called once, before the hub starts.
   *
   * @param aside runs what may block briefly
   */
  default void start(Executor aside) {}

  /** Ends what {@link #start} began. Called once, before the hub stops. */
  default void stop() {}
}
