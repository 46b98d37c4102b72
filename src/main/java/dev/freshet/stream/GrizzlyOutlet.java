package dev.freshet.stream;

import dev.freshet.hub.CloseReason;
import dev.freshet.web.GrizzlyRequest;
import dev.freshet.web.QuietResponse;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends a response's head and first bytes through the Servlet output, and then takes over the
 * connection, on servers whose HTTP is Grizzly's: Payara and GlassFish. The server then considers
 * the request finished and frees its memory, and deliveries bypass its buffers and filters.
 */
final class GrizzlyOutlet extends StreamOutlet {
  private final GrizzlyConnection connection;

  /** Used to send those, then null. Owned by the request's thread. */
  private @Nullable HttpServletResponse response;

  private @Nullable Suspension suspension;

  private GrizzlyOutlet(
      GrizzlyConnection connection, HttpServletResponse response, Suspension suspension) {
    this.connection = connection;
    this.response = response;
    this.suspension = suspension;
  }

  /** Returns an outlet if the response is sent unencrypted and in chunks, else null. */
  static @Nullable GrizzlyOutlet of(
      HttpServletRequest request, HttpServletResponse response, Suspension suspension) {
    // The wrapper would hide that the client has left.
    ServletResponse own = response instanceof QuietResponse quiet ? quiet.getResponse() : response;
    Request inner = own instanceof ServletResponseWrapper ? null : GrizzlyRequest.inner(request);
    return inner != null && GrizzlyConnection.fits(inner)
        ? new GrizzlyOutlet(new GrizzlyConnection(inner), (HttpServletResponse) own, suspension)
        : null;
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
      // Grizzly takes this as an instruction not to compress, and does not send it.
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
