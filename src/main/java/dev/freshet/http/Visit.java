package dev.freshet.http;

import dev.freshet.auth.Grants;
import dev.freshet.event.Subscription;
import dev.freshet.hub.StreamRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client that wants events asks for.
 *
 * @param lastEventId what it saw last, or null
 * @param lastValues whether it wants the latest event of each topic at once
 */
record Visit(
    Grants grants, Subscription subscription, @Nullable String lastEventId, boolean lastValues) {

  /** For a stream that lasts as long as the rights. */
  StreamRequest request() {
    return new StreamRequest(subscription, lastEventId, lastValues, grants.expiresAt());
  }

  /** For a stream that ends then, if the rights do not end before. */
  StreamRequest request(Instant end) {
    Instant expires = grants.expiresAt();
    return request().until(expires != null && expires.isBefore(end) ? expires : end);
  }
}
