package dev.freshet.hub;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of one stream go. {@link #open} is called once, by the thread that joins; all
 * else by the subscriber's pump, except {@link #close} of an outlet that was not ready, which may
 * come from another thread after the pump's last call.
 */
public interface Outlet {

  /**
   * Begins the response.
   *
   * @param lastEventId the id after which events follow, {@code earliest} if some may be missing,
   *     or null if the client did not ask for any
   * @param greeting the first bytes: proof for the client that the stream is open
   * @param listener is told when bytes can be written: the first time too
   * @throws IOException if the client is gone already
   */
  void open(@Nullable String lastEventId, byte[] greeting, Listener listener) throws IOException;

  /** Whether {@link #write} may be called now; if not, the listener is told once it may. */
  boolean isReady() throws IOException;

  /**
   * Sends bytes, without blocking, at once. Only after {@link #isReady} said true, once each time.
   *
   * @param bytes shared with other streams: never change them
   */
  void write(byte[] bytes) throws IOException;

  /**
   * Takes note that all there is at this moment has been written: the first bytes, what was read
   * from the log, and the chain to its end. Perhaps several times with nothing new between. More
   * may be written after; an outlet that wants no more tells the subscriber to close.
   */
  default void drained() {}

  /** Ends the response. Never throws. Not before {@link #open} has returned. */
  void close(CloseReason reason, @Nullable Throwable cause);

  /** The subscriber behind an outlet. Any thread may call it. */
  interface Listener {
    void writable();

    void failed(Throwable cause);
  }
}
