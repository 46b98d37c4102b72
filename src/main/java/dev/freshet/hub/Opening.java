package dev.freshet.hub;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the end of a stream from overtaking its beginning: the joining thread opens the outlet
 * while the pump may already be ending the stream. Any thread.
 */
final class Opening {
  @GuardedBy("this")
  private boolean isDone;

  @GuardedBy("this")
  private @Nullable CloseReason ended;

  @GuardedBy("this")
  private @Nullable Runnable end;

  /**
   * Called before the outlet is opened, by the thread that opens it.
   *
   * @throws StreamOverException if the stream has ended: the outlet must not be touched
   */
  synchronized void begin() {
    if (ended != null) {
      end = null;
      throw new StreamOverException(ended);
    }
  }

  /** Called once the outlet is open or has failed to open. Ends it if the stream has ended. */
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

  /** Called once, when the stream has ended. Ends the outlet now, or as soon as it is open. */
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
