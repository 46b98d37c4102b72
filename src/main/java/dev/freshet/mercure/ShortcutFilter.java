package dev.freshet.mercure;

import dev.freshet.stream.Question;
import dev.freshet.stream.StreamOpener;
import dev.freshet.stream.Suspension;
import dev.freshet.stream.Visit;
import dev.freshet.web.Answers;
import dev.freshet.web.Form;
import dev.freshet.web.ProblemMapper;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Serves the two most frequent requests, a browser's for a stream and a form with an event, without
 * the overhead of JAX-RS. All others continue to {@link MercureResource}. The order of the filters
 * is in {@code web.xml}.
 */
public class ShortcutFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  @Inject private transient MercureDoor door;
  @Inject private transient StreamOpener streams;
  @Inject private transient Answers answers;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isForStream(request)) {
      open(request, response);
    } else if (isForm(request)) {
      publish(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Whether the request accepts only a stream, or anything. */
  private static boolean isForStream(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) {
      return false;
    }
    String accepted = request.getHeader("Accept");
    return accepted == null
        || accepted.equals(MediaType.SERVER_SENT_EVENTS)
        || accepted.equals(MediaType.WILDCARD);
  }

  private static boolean isForm(HttpServletRequest request) {
    return request.getMethod().equals("POST") && Form.isForm(request.getContentType());
  }

  private void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Visit visit;
    try {
      visit = door.visit(request, Question.of(request));
    } catch (RuntimeException e) {
      answers.refuse(request, response, e);
      return;
    }
    try {
      streams.open(request, response, visit, Suspension.of(request));
    } catch (RuntimeException e) {
      answers.refuse(request, response, e);
      if (request.isAsyncStarted()) {
        request.getAsyncContext().complete();
      }
    }
  }

  private void publish(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CompletableFuture<Response> answer;
    try {
      answer =
          door.publish(request, request.getInputStream())
              .exceptionally(new ProblemMapper()::toResponse)
              .toCompletableFuture();
    } catch (RuntimeException e) {
      answers.refuse(request, response, e);
      return;
    }
    if (answer.isDone()) {
      answers.send(request, response, answer.join());
      return;
    }
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    CompletableFuture<Void> unused =
        answer.thenAccept(done -> sendLater(request, response, done, context));
  }

  private void sendLater(
      HttpServletRequest request,
      HttpServletResponse response,
      Response answer,
      AsyncContext context) {
    try {
      answers.send(request, response, answer);
    } catch (IOException e) {
      // A client that does not wait for the response gets none.
    } finally {
      context.complete();
    }
  }
}
