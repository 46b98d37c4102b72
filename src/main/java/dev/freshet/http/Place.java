package dev.freshet.http;

import dev.freshet.auth.Bearer;
import dev.freshet.hub.CloseReason;
import dev.freshet.hub.Subscriber;
import org.jspecify.annotations.Nullable;

/** One stream among {@link Streams}, from before it begins until it has ended. Any thread. */
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

  /** Takes {@code bytes} of heap for its selectors. */
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

  /** The stream has begun. */
  synchronized void begin(Subscriber newSubscriber) {
    subscriber = newSubscriber;
    if (revoked) {
      newSubscriber.close(CloseReason.REVOKED);
    }
  }

  /**
   * Tells others of the stream, and of its end when it ends. Without the lock: telling is
   * publishing, and {@link #revoke} is called while events are dispatched.
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

  /** Tells that a stream has begun, and gives what tells that it has ended. */
  interface Announcement {
    Runnable announce();
  }

  /** Ends the stream, now or as soon as it begins. */
  synchronized void revoke() {
    revoked = true;
    if (subscriber != null) {
      subscriber.close(CloseReason.REVOKED);
    }
  }

  /** The stream has ended, or has not begun. May be called again. */
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
