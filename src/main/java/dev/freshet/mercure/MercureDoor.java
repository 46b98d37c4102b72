package dev.freshet.mercure;

import dev.freshet.auth.Grants;
import dev.freshet.event.Event;
import dev.freshet.event.TextBounds;
import dev.freshet.hub.Hub;
import dev.freshet.stream.Question;
import dev.freshet.stream.SelectorTurns;
import dev.freshet.stream.Visit;
import dev.freshet.web.Form;
import dev.freshet.web.HttpSettings;
import dev.freshet.web.Problem;
import dev.freshet.web.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Handles requests of the Mercure protocol, whether they arrive through JAX-RS or before it. Used
 * by the request's thread.
 */
@ApplicationScoped
class MercureDoor {
  /** Requests repeated with the same key take effect once. */
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  @Inject private Hub hub;
  @Inject private HttpSettings settings;
  @Inject private Visitor visitor;
  @Inject private PublishRules rules;
  @Inject private SelectorTurns turns;

  /** Returns what a client that asks this may receive. */
  Visit visit(HttpServletRequest request, Question question) {
    Grants grants = visitor.subscriber();
    return question.visit(grants, request, settings, turns);
  }

  /** Reads the parameters of a stream from a body. */
  Form question(InputStream body) throws IOException {
    String tooLong =
        "The topic selectors together must not have more than "
            + settings.texts().selectors()
            + " bytes ("
            + TextBounds.SELECTORS
            + ").";
    return Form.read(body, settings.maxQuestionBytes(), () -> Problem.badRequest(tooLong));
  }

  /** Publishes the event in a form; responds with its id once the log has stored it. */
  CompletionStage<Response> publish(HttpServletRequest request, InputStream body)
      throws IOException {
    Grants grants = visitor.publisher();
    Event event = event(Form.parse(Form.bytes(body, settings.maxBodyBytes())));
    rules.check(event, grants);
    String key = request.getHeader(IDEMPOTENCY_KEY);
    if (key != null && !key.matches("[ -~]{1,255}")) {
      throw Problem.badRequest("An idempotency key is 1 to 255 printable ASCII characters.");
    }
    rules.count(grants);
    return (key == null ? hub.publish(event) : hub.publish(event, grants.ownKey(key)))
        .thenApply(MercureDoor::answer);
  }

  private static Response answer(String id) {
    return Response.ok(id, "text/plain; charset=utf-8").build();
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

  /** Reads milliseconds in ASCII digits; returns null if there are none. */
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
