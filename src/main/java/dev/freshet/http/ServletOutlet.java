package dev.freshet.http;

import dev.freshet.hub.CloseReason;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Non-blocking Servlet output. One write and one flush for each time the container says that it is
 * ready: a second one might block.
 */
final class ServletOutlet extends StreamOutlet {
  /** The most that is written at a time. */
  private static final int MOST_BYTES = 64 * 1024;

  private final AsyncContext context;
  private final HttpServletResponse response;
  private final ServletOutputStream out;

  /** Ends the response, while the application runs. */
  private final Runnable end;

  /** What is to be written first. Set before the container is asked to write, then the pump's. */
  private byte @Nullable [] greeting;

  /** Bytes that have not all been written, or null. Pump's. */
  private byte @Nullable [] rest;

  /** How many of those have been. Pump's. */
  private int written;

  /** Bytes were written and wait for the container to be ready before they are flushed. Pump's. */
  private boolean flushPending;

  /** In the request's thread: some servers give proxies that work in no other. */
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

  /** Whatever the client does not take now is copied by the container: no more than a slice. */
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
   * By whoever has suspended the request; but when the server stops, there is no JAX-RS any more.
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
      // The container ended the response itself, as it does when it saw the client leave.
    }
  }
}
