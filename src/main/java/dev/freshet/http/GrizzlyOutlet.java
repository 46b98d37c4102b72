package dev.freshet.http;

import dev.freshet.hub.CloseReason;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Begins a response by Servlet output, and then writes its chunks straight to the connection, on
 * servers whose HTTP is Grizzly's: Payara and GlassFish. It spares each delivery the way through
 * the server's buffers and filters. A stream that lasts takes the connection from the server, for
 * which the request is over then: it needs no memory any more.
 */
final class GrizzlyOutlet extends StreamOutlet {
  private final GrizzlyConnection connection;

  /** What begins the response, and ends it unless the connection is taken: then null. Pump's. */
  private @Nullable ServletOutlet servlet;

  /** All that Servlet output was given is out: from now on it is written past it. Pump's. */
  private boolean direct;

  /** In the request's thread. Only if the request {@link #fits}. */
  GrizzlyOutlet(HttpServletRequest request, HttpServletResponse response, Runnable end)
      throws IOException {
    connection = new GrizzlyConnection(Objects.requireNonNull(packet(request)));
    servlet = new ServletOutlet(request, response, end);
  }

  /** Whether nothing but chunks in the clear goes over the connection of this request. */
  static boolean fits(HttpServletRequest request, HttpServletResponse response) {
    HttpRequestPacket packet = response instanceof ServletResponseWrapper ? null : packet(request);
    return packet != null && GrizzlyConnection.fits(packet);
  }

  /** The server's own request: its type is the server's, so it is asked by the names of methods. */
  private static @Nullable HttpRequestPacket packet(ServletRequest request) {
    ServletRequest facade = request;
    while (facade instanceof ServletRequestWrapper wrapper) {
      facade = wrapper.getRequest();
    }
    try {
      Object catalina = facade.getClass().getMethod("getUnwrappedCoyoteRequest").invoke(facade);
      Object inner = catalina.getClass().getMethod("getCoyoteRequest").invoke(catalina);
      return inner instanceof Request found ? found.getRequest() : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  @Override
  public void open(@Nullable String lastEventId, Listener listener) {
    connection.tell(listener);
    servlet().open(lastEventId, listener);
  }

  @Override
  public boolean isReady() throws IOException {
    return direct ? connection.isReady() : servlet().isReady();
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    direct = isDirect();
    if (direct) {
      connection.write(bytes);
    } else {
      servlet().write(bytes);
    }
  }

  private boolean isDirect() {
    return direct || (servlet().isFlushed() && connection.hasBegun());
  }

  @Override
  public void settle() {
    direct = isDirect();
    if (direct && servlet != null) {
      ServletOutlet begun = servlet;
      servlet = null;
      connection.take();
      begun.end(CloseReason.APPLICATION);
    }
  }

  @Override
  void end(CloseReason reason) {
    if (servlet == null) {
      connection.end();
    } else {
      servlet.end(reason);
    }
  }

  private ServletOutlet servlet() {
    return Objects.requireNonNull(servlet);
  }
}
