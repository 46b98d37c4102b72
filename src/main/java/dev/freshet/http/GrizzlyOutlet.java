package dev.freshet.http;

import dev.freshet.hub.CloseReason;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends a response's head and first bytes by Servlet output, and then takes the connection from the
 * server, on those whose HTTP is Grizzly's: Payara and GlassFish. For the server the request is
 * over then, and needs no memory; and each delivery is spared the way through its buffers and
 * filters.
 */
final class GrizzlyOutlet extends StreamOutlet {
  private final GrizzlyConnection connection;

  /** What those are sent by, until then. The request's thread's. */
  private @Nullable HttpServletResponse response;

  private @Nullable Suspension suspension;

  private GrizzlyOutlet(
      GrizzlyConnection connection, HttpServletResponse response, Suspension suspension) {
    this.connection = connection;
    this.response = response;
    this.suspension = suspension;
  }

  /** An outlet, if nothing but chunks in the clear goes over the connection of this request. */
  static @Nullable GrizzlyOutlet of(
      HttpServletRequest request, HttpServletResponse response, Suspension suspension) {
    // The wrapper would not tell that the client has left.
    ServletResponse own = response instanceof QuietResponse quiet ? quiet.getResponse() : response;
    Request inner = own instanceof ServletResponseWrapper ? null : inner(request);
    return inner != null && GrizzlyConnection.fits(inner)
        ? new GrizzlyOutlet(new GrizzlyConnection(inner), (HttpServletResponse) own, suspension)
        : null;
  }

  /** Whether the server reads the body of a request chunk by chunk. */
  static boolean seesChunks(HttpServletRequest request) {
    Request inner = inner(request);
    return inner == null || inner.getRequest().getTransferEncoding() != null;
  }

  /**
   * Answers a request that offers another protocol in the one it has come in. Without this, Grizzly
   * sends neither the type of what is longer than its buffer, nor how it ends.
   */
  static void declineUpgrade(HttpServletRequest request) {
    Request inner = inner(request);
    if (inner != null) {
      inner.getRequest().setIgnoreContentModifiers(false);
    }
  }

  /** Ends the connection of a request at once. Requests that came with it are dropped. */
  static void cut(HttpServletRequest request) {
    Request inner = inner(request);
    if (inner != null) {
      GrizzlyConnection.dropFollowing(inner);
      inner.getRequest().getConnection().terminateSilently();
    }
  }

  /** The server's own request: its type is the server's, so it is asked by the names of methods. */
  private static @Nullable Request inner(ServletRequest request) {
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

  @Override
  public void open(@Nullable String lastEventId, byte[] greeting, Listener listener)
      throws IOException {
    HttpServletResponse head = Objects.requireNonNull(response);
    response = null;
    Suspension held = Objects.requireNonNull(suspension);
    suspension = null;
    try {
      StreamHeaders.set(head, lastEventId);
      // Grizzly takes it for the order not to compress, and does not send it.
      head.setHeader("Content-Encoding", "identity");
      head.getOutputStream().write(greeting);
      head.flushBuffer();
      connection.take(listener);
    } finally {
      held.release();
    }
  }

  @Override
  public boolean isReady() throws IOException {
    return connection.isReady();
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    connection.write(bytes);
  }

  @Override
  void end(CloseReason reason) {
    if (reason == CloseReason.CLIENT_GONE) {
      connection.terminate();
    } else {
      connection.end();
    }
  }
}
