package dev.freshet.schedule;

import dev.freshet.event.Event;

/** A source of events that is sampled by the clock. Every CDI bean of this type is used. */
public interface Feed {

  /** The event of this moment. Called by one thread at a time; must not take long. */
  Event sample();
}
