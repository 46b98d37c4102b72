package dev.freshet.mercure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.auth.Grants;
import dev.freshet.event.Event;
import dev.freshet.hub.Hub;
import dev.freshet.json.Json;
import dev.freshet.web.BodyLimits;
import dev.freshet.web.Form;
import dev.freshet.web.Problem;
import dev.freshet.web.ProblemMapper;
import dev.freshet.web.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Publishes many events in one request: one JSON object per line, answered by one line of status
 * each. The events go to the log together and so share its round trips.
 */
@Path("mercure")
@ApplicationScoped
public class BatchResource {
  static final String MEDIA_TYPE = "application/x-ndjson";

  /** Maximum lines of a batch: how many events one request may have pending in the log. */
  static final int MOST_LINES = 10_000;

  @Inject private Hub hub;
  @Inject private Visitor visitor;
  @Inject private PublishRules rules;

  /**
   * Publishes each valid line, in order. Responds 200 with as many lines: {@code
   * {"status":200,"id":…}}, or a problem (RFC 9457) with another status.
   */
  @POST
  @Consumes(MEDIA_TYPE)
  public CompletableFuture<Response> publish(InputStream body) throws IOException {
    Grants grants = visitor.publisher();
    List<CompletableFuture<String>> answers =
        lines(body).stream().map(line -> publish(line, grants)).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            all ->
                answers.stream()
                    .map(CompletableFuture::join)
                    .collect(Collectors.joining("\n", "", "\n")))
        .thenApply(text -> Response.ok(text, MEDIA_TYPE).build());
  }

  private static List<String> lines(InputStream body) throws IOException {
    String text;
    try {
      text =
          UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Form.bytes(body, BodyLimits.BATCH_BYTES)))
              .toString();
    } catch (CharacterCodingException e) {
      throw Problem.badRequest("The batch is not valid UTF-8.");
    }
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      throw Problem.badRequest("The batch has no line.");
    }
    if (lines.size() > MOST_LINES) {
      throw Problem.tooLarge("The batch has more than " + MOST_LINES + " lines.");
    }
    return lines;
  }

  private CompletableFuture<String> publish(String line, Grants grants) {
    try {
      Event event = BatchLine.event(line);
      rules.check(event, grants);
      rules.count(grants);
      return hub.publish(event)
          .handle((id, failure) -> failure == null ? published(id) : problem(failure))
          .toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(problem(e));
    }
  }

  private static String published(String id) {
    return Json.createObjectBuilder().add("status", 200).add("id", id).build().toString();
  }

  private static String problem(Throwable failure) {
    return String.valueOf(new ProblemMapper().toResponse(failure).getEntity());
  }
}
