package dev.freshet.mercure;

import dev.freshet.stream.Question;
import dev.freshet.stream.StreamHeaders;
import dev.freshet.stream.StreamOpener;
import dev.freshet.stream.Suspension;
import dev.freshet.stream.Visit;
import dev.freshet.web.Query;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/**
 * The hub's main endpoint: the Mercure protocol (draft-dunglas-mercure-07). The most frequent
 * requests never get here: {@link ShortcutFilter} publishes forms, and opens most streams.
 */
@Path("mercure")
@ApplicationScoped
public class MercureResource {
  @Inject private MercureDoor door;
  @Inject private StreamOpener streams;

  /** Opens a stream. The hub owns the response once this returns. */
  @GET
  public void subscribe(
      @Suspended AsyncResponse suspended,
      @Context HttpServletRequest request,
      @Context HttpServletResponse response,
      @Context HttpHeaders headers)
      throws IOException {
    open(suspended, request, response, headers, Question.of(request));
  }

  /** Like {@link #subscribe}, but with the parameters in the body, which may be longer. */
  @Query
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public void query(
      @Suspended AsyncResponse suspended,
      @Context HttpServletRequest request,
      @Context HttpServletResponse response,
      @Context HttpHeaders headers,
      InputStream body)
      throws IOException {
    open(suspended, request, response, headers, Question.of(door.question(body)));
  }

  private void open(
      AsyncResponse suspended,
      HttpServletRequest request,
      HttpServletResponse response,
      HttpHeaders headers,
      Question question)
      throws IOException {
    Visit visit = door.visit(request, question);
    if (isPoll(headers)) {
      streams.poll(request, response, visit, Suspension.of(suspended), question.patience());
    } else {
      streams.open(request, response, visit, Suspension.of(suspended));
    }
  }

  /** Whether the client prefers JSON to a stream. */
  private static boolean isPoll(HttpHeaders headers) {
    for (MediaType type : headers.getAcceptableMediaTypes()) {
      if (type.isCompatible(MediaType.SERVER_SENT_EVENTS_TYPE)) {
        return false;
      }
      if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return true;
      }
    }
    return false;
  }

  /** Responds with the headers that a stream would begin with. */
  @HEAD
  public Response probe(
      @Context HttpServletRequest request, @Context HttpServletResponse response) {
    Visit unused = door.visit(request, Question.of(request));
    StreamHeaders.set(response, null);
    return Response.ok().type(StreamHeaders.MEDIA_TYPE).build();
  }
}
