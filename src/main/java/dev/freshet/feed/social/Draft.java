package dev.freshet.feed.social;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say.
 *
 * @param text as it was typed
 * @param key made by the browser: what is sent again with it is said once
 * @param replyTo the id of the post that it answers, or null
 */
public record Draft(String text, String key, @Nullable String replyTo) {}
