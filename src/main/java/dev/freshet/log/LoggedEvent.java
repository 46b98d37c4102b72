package dev.freshet.log;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.WireEncoder;

/** An event with its position in the log and its wire bytes, which are encoded once, here. */
public final class LoggedEvent {
  private final EventId position;
  private final Event event;
  private final byte[] wire;

  public LoggedEvent(EventId position, Event event) {
    this.position = position;
    this.event = event;
    this.wire = WireEncoder.encode(event, shownId());
  }

  /** The position in the log. */
  public EventId position() {
    return position;
  }

  public Event event() {
    return event;
  }

  /** The id that subscribers see: the publisher's own, or else the position in the log. */
  public String shownId() {
    return event.id() == null ? position.toString() : event.id();
  }

  /** The event as a block of the event stream. Shared by all streams; must not be modified. */
  public byte[] wire() {
    return wire;
  }
}
