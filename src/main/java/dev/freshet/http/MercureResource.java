package dev.freshet.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freshet.auth.Grants;
import dev.freshet.event.Event;
import dev.freshet.hub.Hub;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The hub's main door: the Mercure protocol (draft-dunglas-mercure-07). */
@Path("mercure")
@ApplicationScoped
public class MercureResource {
  /** The same request with the same key is done once. */
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  @Inject private Hub hub;
  @Inject private HttpSettings settings;
  @Inject private StreamOpener streams;
  @Inject private Visitor visitor;
  @Inject private PublishRules rules;

  /** Opens a stream. The response is the hub's once this returns. */
  @GET
  public void subscribe(
      @Suspended AsyncResponse suspended,
      @Context HttpServletRequest request,
      @Context HttpServletResponse response,
      @Context HttpHeaders headers,
      @Context UriInfo uri)
      throws IOException {
    open(suspended, request, response, headers, uri, Question.of(uri));
  }

  /** As {@link #subscribe}, with the parameters in the body, where there is more room for them. */
  @Query
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public void query(
      @Suspended AsyncResponse suspended,
      @Context HttpServletRequest request,
      @Context HttpServletResponse response,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      InputStream body)
      throws IOException {
    Form form = Form.read(body, settings.maxBodyBytes());
    open(suspended, request, response, headers, uri, Question.of(form));
  }

  private void open(
      AsyncResponse suspended,
      HttpServletRequest request,
      HttpServletResponse response,
      HttpHeaders headers,
      UriInfo uri,
      Question question)
      throws IOException {
    Visit visit = visit(headers, uri, question);
    if (isPoll(headers)) {
      streams.poll(request, suspended, visit, question.patience());
    } else {
      streams.open(request, response, suspended, visit);
    }
  }

  /** Whether the client would rather have JSON than a stream. */
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

  private Visit visit(HttpHeaders headers, UriInfo uri, Question question) {
    Grants grants = visitor.subscriber(headers, uri);
    return question.visit(grants, headers, settings.limits().topicsPerStream());
  }

  /** What a stream's answer would begin with. */
  @HEAD
  public Response probe(
      @Context HttpServletResponse response, @Context HttpHeaders headers, @Context UriInfo uri) {
    Visit unused = visit(headers, uri, Question.of(uri));
    StreamHeaders.set(response, null);
    return Response.ok().type(StreamHeaders.MEDIA_TYPE).build();
  }

  /** Publishes an event; answers with its id once the log has it. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public CompletionStage<Response> publish(
      @Context HttpHeaders headers, @Context UriInfo uri, InputStream body) throws IOException {
    Grants grants = visitor.publisher(headers, uri);
    Event event = event(Form.read(body, settings.maxBodyBytes()));
    rules.check(event, grants);
    String key = headers.getHeaderString(IDEMPOTENCY_KEY);
    if (key != null && !key.matches("[ -~]{1,255}")) {
      throw Problem.badRequest("An idempotency key is 1 to 255 printable ASCII characters.");
    }
    rules.count(grants);
    return (key == null ? hub.publish(event) : hub.publish(event, key))
        .thenApply(MercureResource::answer);
  }

  /** As bytes: to write characters Jersey takes a buffer of 8 KiB. */
  private static Response answer(String id) {
    return Response.ok(id.getBytes(US_ASCII), "text/plain; charset=utf-8").build();
  }

  private static Event event(Form form) {
    String data = form.first("data");
    return new Event(
        form.all("topic"),
        data == null ? "" : data,
        form.first("type"),
        form.first("id"),
        retry(form.first("retry")),
        form.has("private"));
  }

  /** Milliseconds in ASCII digits; absent when empty. */
  private static @Nullable Integer retry(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw Problem.badRequest("The retry time must be a number of milliseconds.");
    }
    return Integer.valueOf(text);
  }
}
