package dev.freshet.hub;

import dev.freshet.event.Event;

/**
 * Code beside the hub that hears of the events on a topic, public or private. It is called while
 * events wait, so it must not block, and must not call the hub.
 */
public interface Listener {
  /** An event, in the order of the log. */
  void heard(Event event);

  /** The log may have gone on without this node: what was missed is not heard. */
  default void resumed() {}
}
