package dev.freshet.testing;

import org.jspecify.annotations.Nullable;

/** An event as a conforming client dispatches it. */
public record ReceivedEvent(@Nullable String id, @Nullable String type, String data) {}
