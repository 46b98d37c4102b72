package dev.freshet.http;

import dev.freshet.auth.Grants;
import dev.freshet.event.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What a client that wants events asks for.
 *
 * @param lastEventId what it saw last, or null
 * @param lastValues whether it wants the latest event of each topic at once
 */
record Visit(
    Grants grants, Subscription subscription, @Nullable String lastEventId, boolean lastValues) {}
