package dev.freshet.redis;

import dev.freshet.event.Event;
import java.util.concurrent.CompletionStage;

/** Where the events go that come over Redis's channels. Called by one thread. */
public interface Sink {
  /** Whether it takes events now: every node hears a message, and one of them takes it. */
  boolean isOurs();

  /** Takes an event, in the order of the calls. The stage fails, or the call, if it is not kept. */
  CompletionStage<?> take(Event event);
}
