package dev.freshet.hub;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the end of a stream from overtaking its beginning: the thread that joins opens the outlet,
 * while the pump may have the stream end already. Any thread.
 */
final class Opening {
  @GuardedBy("this")
  private boolean isDone;

  @GuardedBy("this")
  private @Nullable CloseReason ended;

  @GuardedBy("this")
  private @Nullable Runnable end;

  /**
   * To be called before the outlet is opened, by the thread that does it.
   *
   * @throws StreamOverException if the stream has ended: the outlet must be left alone
   */
  synchronized void begin() {
    if (ended != null) {
      end = null;
      throw new StreamOverException(ended);
    }
  }

  /** The outlet has been opened, or has failed to. Ends it if the stream has ended meanwhile. */
  void done() {
    Runnable last;
    synchronized (this) {
      isDone = true;
      last = end;
    }
    if (last != null) {
      last.run();
    }
  }

  /** The stream has ended: ends the outlet now, or once it is open. Called once. */
  void close(CloseReason reason, Runnable ending) {
    synchronized (this) {
      if (!isDone) {
        ended = reason;
        end = ending;
        return;
      }
    }
    ending.run();
  }
}
