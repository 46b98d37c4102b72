package dev.freshet.stream;

import dev.freshet.hub.CloseReason;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Non-blocking Servlet output. It makes one write and one flush each time the container is ready: a
 * second one might block.
 */
final class ServletOutlet extends StreamOutlet {
  /** Maximum bytes written at a time. */
  private static final int MOST_BYTES = 64 * 1024;

  private final AsyncContext context;
  private final HttpServletResponse response;
  private final ServletOutputStream out;

  /** Ends the response while the application is running. */
  private final Runnable end;

  /**
   * The first bytes to write. Set before the container is asked to write, then owned by the pump.
   */
  private byte @Nullable [] greeting;

  /** Bytes not yet fully written, or null. Owned by the pump. */
  private byte @Nullable [] rest;

  /** How many of those have been written. Owned by the pump. */
  private int written;

  /**
   * Whether written bytes wait for the container to be ready before they are flushed. Owned by the
   * pump.
   */
  private boolean flushPending;

  /** Must be called in the request's thread: some servers pass proxies that work in no other. */
  ServletOutlet(HttpServletRequest request, HttpServletResponse response, Runnable end)
      throws IOException {
    this.context = request.getAsyncContext();
    this.response = response;
    this.out = response.getOutputStream();
    this.end = end;
  }

  @Override
  public void open(@Nullable String lastEventId, byte[] bytes, Listener listener) {
    greeting = bytes;
    context.setTimeout(0);
    StreamHeaders.set(response, lastEventId);
    out.setWriteListener(
        new WriteListener() {
          @Override
          public void onWritePossible() {
            listener.writable();
          }

          @Override
          public void onError(Throwable failure) {
            listener.failed(failure);
          }
        });
  }

  @Override
  public boolean isReady() throws IOException {
    if (!out.isReady()) {
      return false;
    }
    if (greeting != null) {
      byte[] first = greeting;
      greeting = null;
      write(first);
      return out.isReady();
    }
    if (rest != null) {
      writeOn(rest);
      return rest == null && out.isReady();
    }
    if (flushPending) {
      flushPending = false;
      out.flush();
      return out.isReady();
    }
    return true;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    written = 0;
    writeOn(bytes);
  }

  /** The container copies whatever the client does not read now: at most one slice. */
  private void writeOn(byte[] bytes) throws IOException {
    do {
      int length = Math.min(MOST_BYTES, bytes.length - written);
      out.write(bytes, written, length);
      written += length;
    } while (written < bytes.length && out.isReady());
    rest = written < bytes.length ? bytes : null;
    if (out.isReady()) {
      out.flush();
    } else {
      flushPending = true;
    }
  }

  /**
   * Ends the response through whatever suspended the request, except during shutdown, when JAX-RS
   * is already gone.
   */
  @Override
  void end(CloseReason reason) {
    try {
      if (reason == CloseReason.SHUTDOWN) {
        context.complete();
      } else {
        end.run();
      }
    } catch (IllegalStateException e) {
      // The container already ended it, as it does when it notices that the client left.
    }
  }
}
