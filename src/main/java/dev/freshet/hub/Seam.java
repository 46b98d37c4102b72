package dev.freshet.hub;

import dev.freshet.event.EventId;

/** A place between the events before it, which are in the log, and those behind, in a chain. */
record Seam(Node node, EventId position) {}
