package dev.freshet.hub;

import dev.freshet.event.Subscription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for when its stream is opened.
 *
 * @param subscription what the stream carries
 * @param lastEventId what the client saw last: it gets everything after it that the log has; {@link
 *     Hub#EARLIEST} for all there is, or null
 * @param lastValues true: what that does not bring, the latest event of each topic, comes first
 * @param until when the stream ends with {@link CloseReason#EXPIRED}, or null
 */
public record StreamRequest(
    Subscription subscription,
    @Nullable String lastEventId,
    boolean lastValues,
    @Nullable Instant until) {

  /** A request for what is published from now on. */
  public static StreamRequest of(Subscription subscription) {
    return new StreamRequest(subscription, null, /* lastValues= */ false, null);
  }

  /** The same of a client that has seen this event; null if it has seen none. */
  public StreamRequest after(@Nullable String id) {
    return new StreamRequest(subscription, id, lastValues, until);
  }

  /** The same with the latest event of each topic. */
  public StreamRequest withLastValues() {
    return new StreamRequest(subscription, lastEventId, /* lastValues= */ true, until);
  }

  /** The same for a stream that ends then; null if it does not end by itself. */
  public StreamRequest until(@Nullable Instant end) {
    return new StreamRequest(subscription, lastEventId, lastValues, end);
  }
}
