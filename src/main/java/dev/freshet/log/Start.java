package dev.freshet.log;

import dev.freshet.event.EventId;

/**
 * Where a returning client goes on.
 *
 * @param after the events after this place are the client's
 * @param complete false if the client may have missed events that the log no longer has, or asked
 *     for all of them: it is then told {@code earliest}
 */
public record Start(EventId after, boolean complete) {}
