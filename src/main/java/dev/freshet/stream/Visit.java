package dev.freshet.stream;

import dev.freshet.auth.Grants;
import dev.freshet.event.Subscription;
import dev.freshet.hub.StreamRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for when it subscribes.
 *
 * @param lastEventId the id of the last event that it has seen, or null
 * @param lastValues whether to send the latest event of each topic at once
 */
public record Visit(
    Grants grants, Subscription subscription, @Nullable String lastEventId, boolean lastValues) {

  /** For a stream that lasts until the rights expire. */
  StreamRequest request() {
    return new StreamRequest(subscription, lastEventId, lastValues, grants.expiresAt());
  }

  /** For a stream that ends at a time, or earlier if the rights expire. */
  StreamRequest request(Instant end) {
    Instant expires = grants.expiresAt();
    return request().until(expires != null && expires.isBefore(end) ? expires : end);
  }
}
