package dev.freshet.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;

/**
 * What becomes of a response when the thread of its request returns. In that thread one of the two
 * methods is called, once.
 */
interface Suspension {
  /** Has the response go on until what this gives is run: once, by any thread. */
  Runnable hold();

  /** Has the response end, as all that it needs of the server has been done. */
  void release();

  /** That of a request which JAX-RS knows nothing of. */
  static Suspension of(HttpServletRequest request) {
    return new Suspension() {
      @Override
      public Runnable hold() {
        AsyncContext context = request.startAsync();
        return context::complete;
      }

      @Override
      public void release() {
        // It ends by itself.
      }
    };
  }

  /**
   * That of a request which JAX-RS has suspended. It must end it too: if another completes the
   * response, Jersey does so as well, and fails with a stack trace in the log for each stream.
   */
  static Suspension of(AsyncResponse suspended) {
    return new Suspension() {
      @Override
      public Runnable hold() {
        return this::release;
      }

      @Override
      public void release() {
        suspended.resume(Response.ok().build());
      }
    };
  }
}
