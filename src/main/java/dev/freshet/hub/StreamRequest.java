package dev.freshet.hub;

import dev.freshet.event.Subscription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client requests when it opens a stream.
 *
 * @param subscription which events the stream carries
 * @param lastEventId the last id the client saw, to get everything after it that is in the log;
 *     {@link Hub#EARLIEST} for everything in the log; or null
 * @param lastValues true to send the latest event of each topic first, as far as the replay does
 *     not include it
 * @param until when the stream ends with {@link CloseReason#EXPIRED}, or null
 */
public record StreamRequest(
    Subscription subscription,
    @Nullable String lastEventId,
    boolean lastValues,
    @Nullable Instant until) {

  /** Creates a request for what is published from now on. */
  public static StreamRequest of(Subscription subscription) {
    return new StreamRequest(subscription, null, /* lastValues= */ false, null);
  }

  /** Returns this request for a client that has seen this event; null if it has seen none. */
  public StreamRequest after(@Nullable String id) {
    return new StreamRequest(subscription, id, lastValues, until);
  }

  /** Returns this request with the latest event of each topic. */
  public StreamRequest withLastValues() {
    return new StreamRequest(subscription, lastEventId, /* lastValues= */ true, until);
  }

  /** Returns this request for a stream that ends at {@code end}; null if it does not expire. */
  public StreamRequest until(@Nullable Instant end) {
    return new StreamRequest(subscription, lastEventId, lastValues, end);
  }
}
