package dev.freshet.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;

/**
 * Decides what happens to a response when the thread of its request returns. Exactly one of the two
 * methods is called, once, in that thread.
 */
public interface Suspension {
  /** Keeps the response open until the returned task runs: once, in any thread. */
  Runnable hold();

  /** Lets the response end, because the server is no longer needed for it. */
  void release();

  /** Suspends a request outside JAX-RS. */
  static Suspension of(HttpServletRequest request) {
    return new Suspension() {
      @Override
      public Runnable hold() {
        AsyncContext context = request.startAsync();
        return context::complete;
      }

      @Override
      public void release() {
        // The response ends by itself.
      }
    };
  }

  /**
   * Wraps a request that JAX-RS has suspended, and which JAX-RS must also end: if the response is
   * completed elsewhere, Jersey completes it again, and logs a stack trace for each stream.
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
