package dev.freshet.showcase.social;

import org.jspecify.annotations.Nullable;

/**
 * A post that somebody wants to publish.
 *
 * @param text as it was typed
 * @param key created by the browser: a draft sent again with the same key is posted once
 * @param replyTo the id of the post that it replies to, or null
 */
public record Draft(String text, String key, @Nullable String replyTo) {}
