package dev.freshet.stream;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** The headers of an event stream, as the Mercure reference hub sends them. */
public final class StreamHeaders {
  public static final String MEDIA_TYPE = "text/event-stream;charset=UTF-8";
  static final String LAST_EVENT_ID = "Last-Event-ID";

  private StreamHeaders() {}

  public static void set(HttpServletResponse response, @Nullable String lastEventId) {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(MEDIA_TYPE);
    response.setHeader(
        "Cache-Control", "private, no-cache, no-store, no-transform, must-revalidate, max-age=0");
    response.setHeader("Pragma", "no-cache");
    response.setHeader("Expires", "0");
    // nginx buffers a response unless it is told not to.
    response.setHeader("X-Accel-Buffering", "no");
    if (lastEventId != null) {
      response.setHeader(LAST_EVENT_ID, lastEventId);
    }
  }
}
