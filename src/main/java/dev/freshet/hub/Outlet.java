package dev.freshet.hub;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of one stream go. {@link #open} is called once, by the joining thread; everything
 * else by the subscriber's pump, except that {@link #close} of an outlet that was not ready may be
 * called by another thread after the pump's last call.
 */
public interface Outlet {

  /**
   * Begins the response.
   *
   * @param lastEventId the id after which the stream continues, {@code earliest} if events may be
   *     missing, or null if the client gave none
   * @param greeting the first bytes, which show the client that the stream is open
   * @param listener is told when bytes can be written, including the first time
   * @throws IOException if the client has already disconnected
   */
  void open(@Nullable String lastEventId, byte[] greeting, Listener listener) throws IOException;

  /** Whether {@link #write} may be called now; if not, the listener is told once it may. */
  boolean isReady() throws IOException;

  /**
   * Sends bytes at once, without blocking. Called only after {@link #isReady} returned true, once
   * each time.
   *
   * @param bytes shared with other streams; must not be modified
   */
  void write(byte[] bytes) throws IOException;

  /**
   * Called when everything available at this moment has been written: the greeting, what was read
   * from the log, and the chain to its end. May be called several times with nothing written in
   * between. More may follow; an outlet that wants no more tells the subscriber to close.
   */
  default void drained() {}

  /** Ends the response. Must not throw. Not called before {@link #open} has returned. */
  void close(CloseReason reason, @Nullable Throwable cause);

  /** The subscriber that writes to an outlet. Any thread may call it. */
  interface Listener {
    /** Reports that bytes can be written now. */
    void writable();

    /** Reports that the client is gone. The stream ends. */
    void failed(Throwable cause);
  }
}
