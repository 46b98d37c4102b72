package dev.freshet.showcase.social;

/** The author of something, as others see them. */
public record Author(String id, String name) {}
