package dev.freshet.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Gives refusals the status codes of the Mercure reference hub 0.x where it deviates from the
 * specification, for clients that expect those. Off by default.
 */
@Provider
public class ReferenceStatusFilter implements ContainerResponseFilter {
  @Inject private HttpSettings settings;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!settings.referenceStatus()) {
      return;
    }
    String challenge = response.getHeaderString(HttpHeaders.WWW_AUTHENTICATE);
    int status = status(request.getMethod(), response.getStatus(), challenge);
    if (status != response.getStatus() && response.getEntity() instanceof String problem) {
      response.setStatus(status);
      response.setEntity(Problem.withStatus(problem, status));
    }
  }

  /**
   * Returns a response with the status that the reference hub would send to a request of this
   * method.
   */
  static Response asReference(String method, Response answer) {
    String challenge = answer.getHeaderString(HttpHeaders.WWW_AUTHENTICATE);
    int status = status(method, answer.getStatus(), challenge);
    return status != answer.getStatus() && answer.getEntity() instanceof String problem
        ? Response.fromResponse(answer)
            .status(status)
            .entity(Problem.withStatus(problem, status))
            .build()
        : answer;
  }

  private static int status(String method, int status, @Nullable String challenge) {
    return switch (status) {
      // A token without the right. Reserved topics are 403 there too.
      case 403 -> challenge == null ? 403 : 401;
      case 415 -> 400;
      case 503 -> method.equals("POST") ? 500 : 503;
      default -> status;
    };
  }
}
