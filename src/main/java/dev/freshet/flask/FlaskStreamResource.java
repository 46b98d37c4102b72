package dev.freshet.flask;

import dev.freshet.auth.Grants;
import dev.freshet.stream.Question;
import dev.freshet.stream.StreamOpener;
import dev.freshet.stream.Suspension;
import dev.freshet.stream.Visit;
import dev.freshet.web.HttpSettings;
import dev.freshet.web.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.IOException;

/** The endpoint for pages written for flask_sse: one channel, by name. */
@Path("")
@ApplicationScoped
public class FlaskStreamResource {
  /** The default channel, as in flask_sse. */
  private static final String DEFAULT_CHANNEL = "sse";

  @Inject private StreamOpener streams;
  @Inject private Visitor visitor;
  @Inject private HttpSettings settings;

  /** Opens a stream of the topic with the channel's name. */
  @GET
  public void subscribe(
      @Suspended AsyncResponse suspended,
      @Context HttpServletRequest request,
      @Context HttpServletResponse response)
      throws IOException {
    Grants grants = visitor.subscriber();
    Visit visit = Question.of(request).channel(grants, request, DEFAULT_CHANNEL, settings.texts());
    streams.open(request, response, visit, Suspension.of(suspended));
  }
}
