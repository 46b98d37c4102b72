package dev.freshet.hub;

import dev.freshet.event.Event;

/**
 * Code beside the hub that hears of the events on a topic, public or private. It is called on a
 * thread of its own kind, aside from the dispatch: in order, one call at a time, also if it listens
 * to several topics. It may call the hub, and it may block briefly; what it does not keep up with
 * waits in a bounded queue.
 *
 * <p>What it throws is reported as a failure of this listener and goes no further. Then it is told
 * that it has {@link #resumed}, as it would be if it had not heard the event.
 */
public interface Listener {
  /** An event, in the order of the log. */
  void heard(Event event);

  /**
   * Events may have been missed before this moment: the log went on without this node, or this
   * listener was so far behind that what waited for it was dropped. A listener that keeps a state
   * reads it again where it is kept. If this throws, it is called again a second later.
   */
  default void resumed() {}
}
