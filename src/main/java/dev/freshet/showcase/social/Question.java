package dev.freshet.showcase.social;

import org.jspecify.annotations.Nullable;

/**
 * Which posts a reader wants; null means no restriction.
 *
 * @param tag only posts with this tag
 * @param person only posts by this person
 * @param thread only this post and its replies
 * @param follower only posts that this person follows
 * @param before only posts older than this one
 * @param limit maximum posts
 */
public record Question(
    @Nullable String tag,
    @Nullable String person,
    @Nullable String thread,
    @Nullable String follower,
    @Nullable String before,
    int limit) {}
