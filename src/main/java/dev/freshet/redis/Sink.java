package dev.freshet.redis;

import dev.freshet.event.Event;
import java.util.concurrent.CompletionStage;

/** Where events from Redis channels go. Called by one thread. */
public interface Sink {
  /** Whether this node handles messages now: every node receives each, and one handles it. */
  boolean isOurs();

  /** Accepts an event, in call order. The call throws, or the stage fails, if it is not kept. */
  CompletionStage<?> take(Event event);
}
