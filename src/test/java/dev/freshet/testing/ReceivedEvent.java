package dev.freshet.testing;

import dev.freshet.event.EventId;
import org.jspecify.annotations.Nullable;

/** An event as a conforming client dispatches it. */
public record ReceivedEvent(@Nullable String id, @Nullable String type, String data) {
  /** The place in the log that its id says. */
  public EventId place() {
    return EventId.parse(String.valueOf(id)).orElseThrow();
  }
}
