package dev.freshet.hub;

import dev.freshet.event.EventId;

/** The boundary between the events before it, in the log, and those after it, in a chain. */
record Seam(Node node, EventId position) {}
