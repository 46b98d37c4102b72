package dev.freshet.hub;

import dev.freshet.event.Event;

/**
 * Application code that receives the events on a topic, public or private. It is called away from
 * the dispatch threads: in order, one call at a time, even if it listens to several topics. It may
 * call the hub and may block briefly; events it has not kept up with wait in a bounded queue.
 *
 * <p>An exception is reported as a failure of this listener and goes no further. The listener is
 * then told that it has {@link #resumed}, as if it had missed the event.
 */
public interface Listener {
  /** Called for each event, in log order. */
  void heard(Event event);

  /**
   * Called when events may have been missed: the log continued without this node, or this listener
   * fell so far behind that its queue was dropped. A listener that keeps state must reload it from
   * its source. If this throws, it is called again a second later.
   */
  default void resumed() {}
}
