package dev.freshet.web;

import dev.freshet.event.InvalidEventException;
import dev.freshet.health.Causes;
import dev.freshet.hub.EventTooLargeException;
import dev.freshet.hub.HubUnavailableException;
import dev.freshet.hub.IdempotencyException;
import dev.freshet.hub.StreamOverException;
import dev.freshet.json.InvalidJsonException;
import dev.freshet.json.InvalidMemberException;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.store.StoreUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Turns every exception into a problem response; unexpected ones are logged, and their details not
 * revealed.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  /** Headers that tell the client what would have been right. */
  private static final List<String> KEPT =
      List.of(HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER);

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException web) {
      return fromServer(web.getResponse(), String.valueOf(web.getMessage()));
    }
    Throwable cause = Causes.of(failure);
    if (cause != failure) {
      return toResponse(cause);
    }
    if (failure instanceof InvalidEventException
        || failure instanceof InvalidJsonException
        || failure instanceof InvalidMemberException) {
      return Problem.of(400, String.valueOf(failure.getMessage())).build();
    }
    if (failure instanceof EventTooLargeException tooLarge) {
      return Problem.of(413, String.valueOf(tooLarge.getMessage())).build();
    }
    if (failure instanceof IdempotencyException reused) {
      return Problem.of(422, String.valueOf(reused.getMessage())).build();
    }
    if (failure instanceof StreamOverException over) {
      return ended(over);
    }
    if (failure instanceof HubUnavailableException
        || failure instanceof StoreUnavailableException
        || failure instanceof LogUnavailableException) {
      return Problem.unavailable(String.valueOf(failure.getMessage()));
    }
    LOG.log(Level.ERROR, "A request failed.", failure);
    return Problem.of(500, "The server failed; its log says why.").build();
  }

  private static Response ended(StreamOverException over) {
    return switch (over.reason()) {
      case EXPIRED -> Problem.invalidToken("The token has expired.").getResponse();
      case REVOKED -> Problem.invalidToken("The token has been revoked.").getResponse();
      default -> Problem.unavailable(String.valueOf(over.getMessage()));
    };
  }

  private static Response fromServer(Response original, String message) {
    if (original.hasEntity() || original.getStatus() < 400) {
      return original;
    }
    ResponseBuilder answer = Problem.of(original.getStatus(), message);
    for (String name : KEPT) {
      String value = original.getHeaderString(name);
      if (value != null) {
        answer.header(name, value);
      }
    }
    return answer.build();
  }
}
