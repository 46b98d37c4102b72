package dev.freshet.feed.social;

/** Who wrote something, as the others see it. */
public record Author(String id, String name) {}
