package dev.freshet.log;

import dev.freshet.event.EventId;

/**
 * Where a returning client resumes.
 *
 * @param after the position after which the client's events begin
 * @param complete false if the client may have missed events that the log no longer has, or asked
 *     for the whole log; it is then told {@code earliest}
 */
public record Start(EventId after, boolean complete) {}
