package dev.freshet.http;

import dev.freshet.event.Subscription;
import dev.freshet.hub.Hub;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Hands a suspended request over to the hub: from then on the response is the hub's alone, and
 * JAX-RS does not touch it again.
 */
@ApplicationScoped
public class StreamOpener {
  @Inject private Hub hub;

  /** In the request's thread, with the request suspended. The stream ends when the rights do. */
  void open(
      HttpServletRequest request,
      HttpServletResponse response,
      Subscription subscription,
      @Nullable String lastEventId,
      @Nullable Instant until)
      throws IOException {
    ServletOutlet outlet = new ServletOutlet(request.getAsyncContext(), response);
    new HubBroadcaster(hub, subscription).register(new HubEventSink(outlet, lastEventId, until));
  }

  /** The header wins over the query, as Mercure has it. Null if the client asks for no replay. */
  static @Nullable String lastEventId(HttpHeaders headers, UriInfo uri) {
    String header = headers.getHeaderString(StreamHeaders.LAST_EVENT_ID);
    String id = header != null ? header : uri.getQueryParameters().getFirst("lastEventID");
    return id == null || id.isEmpty() ? null : id;
  }
}
