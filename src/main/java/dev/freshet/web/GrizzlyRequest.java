package dev.freshet.web;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Grizzly's own request behind a Servlet request, on servers whose HTTP is Grizzly's: Payara and
 * GlassFish. Each request's thread.
 */
public final class GrizzlyRequest {
  private GrizzlyRequest() {}

  /** Whether the server decodes the chunks of a request's body. */
  static boolean seesChunks(HttpServletRequest request) {
    Request inner = inner(request);
    return inner == null || inner.getRequest().getTransferEncoding() != null;
  }

  /**
   * Declines a protocol upgrade that the request offers. Without this, Grizzly omits the type of a
   * response longer than its buffer, and its end.
   */
  static void declineUpgrade(HttpServletRequest request) {
    Request inner = inner(request);
    if (inner != null) {
      inner.getRequest().setIgnoreContentModifiers(false);
    }
  }

  /** Closes the connection of a request at once. Pipelined requests are dropped. */
  static void cut(HttpServletRequest request) {
    Request inner = inner(request);
    if (inner != null) {
      dropFollowing(inner);
      inner.getRequest().getConnection().terminateSilently();
    }
  }

  /**
   * Returns the server's own request. Its type belongs to the server, so its methods are called by
   * name.
   */
  public static @Nullable Request inner(ServletRequest request) {
    ServletRequest facade = request;
    while (facade instanceof ServletRequestWrapper wrapper) {
      facade = wrapper.getRequest();
    }
    try {
      Object catalina = facade.getClass().getMethod("getUnwrappedCoyoteRequest").invoke(facade);
      Object inner = catalina.getClass().getMethod("getCoyoteRequest").invoke(catalina);
      return inner instanceof Request found ? found : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** Drops requests that the client pipelined after this one. */
  public static void dropFollowing(Request request) {
    FilterChainContext context = request.getContext();
    context.setStartIdx(context.getEndIdx());
  }
}
