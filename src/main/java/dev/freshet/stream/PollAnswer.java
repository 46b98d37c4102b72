package dev.freshet.stream;

import dev.freshet.hub.Outlet;
import dev.freshet.web.Answers;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/**
 * The response to a poll, written without blocking. Created by the request's thread, then used by
 * one thread at a time.
 */
final class PollAnswer {
  private final Answers answers;
  private final String method;
  private final HttpServletResponse response;
  private final ServletOutputStream out;
  private final Runnable end;

  /** Whether the container has signalled for the first time that it accepts bytes. */
  private volatile boolean isOpen;

  private boolean isFlushed;

  /**
   * Creates a response to which nothing has been written.
   *
   * @param suspension suspends the request until this ends
   */
  PollAnswer(
      Answers answers,
      HttpServletRequest request,
      HttpServletResponse response,
      Suspension suspension)
      throws IOException {
    this.answers = answers;
    this.method = request.getMethod();
    this.response = response;
    this.end = suspension.hold();
    request.getAsyncContext().setTimeout(0);
    this.out = response.getOutputStream();
  }

  /** Sets the head of a response whose body follows piece by piece. */
  void begin(Response head, Outlet.Listener listener) {
    answers.head(method, response, head);
    out.setWriteListener(
        new WriteListener() {
          @Override
          public void onWritePossible() {
            isOpen = true;
            listener.writable();
          }

          @Override
          public void onError(Throwable failure) {
            listener.failed(failure);
          }
        });
  }

  /** Whether bytes can be written now; if not, the listener is told once they can. */
  boolean isReady() {
    return isOpen && out.isReady();
  }

  /** Writes bytes. Must only be called if this is ready. */
  void write(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /**
   * Flushes what has been written; returns whether it has been sent. Must only be called if this is
   * ready.
   */
  boolean flush() throws IOException {
    if (isFlushed) {
      return true;
    }
    isFlushed = true;
    out.flush();
    return out.isReady();
  }

  /** Ends the response. */
  void end() {
    try {
      end.run();
    } catch (IllegalStateException e) {
      // The container already ended it, as it does when it notices that the client left.
    }
  }

  /** Sends a whole, small response, and ends it. */
  void endWith(Response whole) {
    byte[] body = answers.head(method, response, whole);
    out.setWriteListener(
        new WriteListener() {
          private boolean isWritten;

          @Override
          public void onWritePossible() throws IOException {
            if (!isWritten) {
              isWritten = true;
              write(body);
            }
            if (out.isReady() && flush()) {
              end();
            }
          }

          @Override
          public void onError(Throwable failure) {
            end();
          }
        });
  }
}
