package dev.freshet.stream;

import dev.freshet.web.Server;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Picks the outlet for a stream: the one for this server if there is one, else Servlet output. */
final class Outlets {
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
    if (direct && Server.isGrizzly()) {
      StreamOutlet outlet = GrizzlyOutlet.of(request, response, suspension);
      if (outlet != null) {
        return outlet;
      }
    }
    Runnable end = suspension.hold();
    return new ServletOutlet(request, response, end);
  }
}
