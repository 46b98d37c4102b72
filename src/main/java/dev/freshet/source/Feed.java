package dev.freshet.source;

import dev.freshet.event.Event;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A source of events that is sampled once a second. Every CDI bean of this type is used. A feed
 * that throws is reported in the status until its next good sample; a slow feed is sampled less
 * often. Neither delays anything else.
 */
public interface Feed {

  /** Returns its name in logs and schedules. */
  String name();

  /** Returns the current events, in order. Called by one thread at a time, not always the same. */
  List<Event> sample();

  /** Whether every node samples it, instead of one node for all. */
  default boolean onEveryNode() {
    return false;
  }

  /**
   * Prepares the feed, for example to listen to the hub or to share a section of the store. Called
   * once, before the hub starts.
   *
   * @param aside runs tasks that may block briefly
   */
  default void start(Executor aside) {}

  /** Stops what {@link #start} started. Called once, before the hub stops. */
  default void stop() {}
}
