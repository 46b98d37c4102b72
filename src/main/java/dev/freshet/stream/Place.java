package dev.freshet.stream;

import dev.freshet.auth.Bearer;
import dev.freshet.hub.CloseReason;
import dev.freshet.hub.Subscriber;
import org.jspecify.annotations.Nullable;

/** One stream among {@link Streams}, from before it begins until it has ended. Thread-safe. */
final class Place {
  private final Streams streams;
  private final Bearer bearer;
  private final String address;
  private final long bytes;

  // Guarded by this.
  private @Nullable Subscriber subscriber;
  private @Nullable Runnable onLeave;
  private boolean revoked;
  private boolean left;

  /** Creates a place that reserves {@code bytes} of heap for its selectors. */
  Place(Streams streams, Bearer bearer, String address, long bytes) {
    this.bytes = bytes;
    this.streams = streams;
    this.bearer = bearer;
    this.address = address;
  }

  Bearer bearer() {
    return bearer;
  }

  String address() {
    return address;
  }

  long bytes() {
    return bytes;
  }

  /** Notes that the stream has begun. */
  synchronized void begin(Subscriber newSubscriber) {
    subscriber = newSubscriber;
    if (revoked) {
      newSubscriber.close(CloseReason.REVOKED);
    }
  }

  /**
   * Announces the stream, and later its end. Not under the lock: announcing publishes, and {@link
   * #revoke} is called while events are dispatched.
   */
  void announce(Announcement announcement) {
    Runnable end = announcement.announce();
    synchronized (this) {
      if (!left) {
        onLeave = end;
        return;
      }
    }
    end.run();
  }

  /** Announces that a stream has begun, and returns a task that announces its end. */
  interface Announcement {
    Runnable announce();
  }

  /** Ends the stream, or prevents it from beginning. */
  synchronized void revoke() {
    revoked = true;
    if (subscriber != null) {
      subscriber.close(CloseReason.REVOKED);
    }
  }

  /** Notes that the stream has ended or will not begin. May be called again. */
  void leave() {
    Runnable last;
    synchronized (this) {
      if (left) {
        return;
      }
      left = true;
      last = onLeave;
    }
    streams.leave(this);
    if (last != null) {
      last.run();
    }
  }
}
