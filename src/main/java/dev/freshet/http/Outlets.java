package dev.freshet.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Picks the outlet for a stream: the one for this server if there is one, else Servlet output. */
final class Outlets {
  private static final boolean HAS_GRIZZLY =
      isPresent("org.glassfish.grizzly.nio.transport.TCPNIOConnection");

  private Outlets() {}

  /**
   * An outlet for a request, whose response goes on as long as the outlet needs it. In the
   * request's thread.
   *
   * @param direct whether it may write past the server's output
   */
  static StreamOutlet of(
      HttpServletRequest request,
      HttpServletResponse response,
      Suspension suspension,
      boolean direct)
      throws IOException {
    // Without Grizzly the class that knows it must not even be looked at.
    if (direct && HAS_GRIZZLY) {
      StreamOutlet outlet = GrizzlyOutlet.of(request, response, suspension);
      if (outlet != null) {
        return outlet;
      }
    }
    Runnable end = suspension.hold();
    return new ServletOutlet(request, response, end);
  }

  /**
   * Whether the server finds the end of a request's body. Grizzly does not look for the chunks of a
   * body if the client would change the protocol, as Java's HTTP client offers with each request.
   */
  static boolean isBodyReadable(HttpServletRequest request) {
    return !HAS_GRIZZLY
        || request.getHeader("Upgrade") == null
        || request.getHeader("Transfer-Encoding") == null
        || GrizzlyOutlet.seesChunks(request);
  }

  /** Makes answers to requests that offer another protocol complete. Before anything is written. */
  static void declineUpgrade(HttpServletRequest request) {
    if (HAS_GRIZZLY && request.getHeader("Upgrade") != null) {
      GrizzlyOutlet.declineUpgrade(request);
    }
  }

  /**
   * Ends the connection of a request at once, where the server is known: it would try to write the
   * rest of the answer, and then the answers to requests that the client has sent already.
   */
  static void cut(HttpServletRequest request) {
    if (HAS_GRIZZLY) {
      GrizzlyOutlet.cut(request);
    }
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
