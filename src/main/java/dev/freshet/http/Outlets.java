package dev.freshet.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.AsyncResponse;
import java.io.IOException;

/** Picks the outlet for a stream: the one for this server if there is one, else Servlet output. */
final class Outlets {
  private static final boolean HAS_GRIZZLY =
      isPresent("org.glassfish.grizzly.nio.transport.TCPNIOConnection");

  private Outlets() {}

  /**
   * An outlet for a suspended request. In the request's thread.
   *
   * @param direct whether it may write past the server's output
   */
  static ServletOutlet of(
      HttpServletRequest request,
      HttpServletResponse response,
      AsyncResponse suspended,
      boolean direct)
      throws IOException {
    // Without Grizzly the class that knows it must not even be looked at.
    if (direct && HAS_GRIZZLY && GrizzlyOutlet.fits(request, response)) {
      return new GrizzlyOutlet(request, response, suspended);
    }
    return new ServletOutlet(request, response, suspended);
  }

  private static boolean isPresent(String name) {
    try {
      Class.forName(name, false, Outlets.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
