package dev.freshet.feed.social;

import org.jspecify.annotations.Nullable;

/**
 * Which posts somebody wants to read; what is null does not matter.
 *
 * @param tag only those with this tag
 * @param person only those from this person
 * @param thread only this post and its answers
 * @param follower only those of what this person follows
 * @param before only those that are older than this post
 * @param limit so many at most
 */
public record Question(
    @Nullable String tag,
    @Nullable String person,
    @Nullable String thread,
    @Nullable String follower,
    @Nullable String before,
    int limit) {}
