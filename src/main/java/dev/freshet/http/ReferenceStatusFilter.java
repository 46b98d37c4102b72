package dev.freshet.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Gives refusals the status codes of the Mercure reference hub 0.x, where it does not do what the
 * specification says, for clients that know nothing else. Off unless it is set.
 */
@Provider
public class ReferenceStatusFilter implements ContainerResponseFilter {
  @Inject private HttpSettings settings;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!settings.referenceStatus()) {
      return;
    }
    int status = status(request.getMethod(), response);
    if (status != response.getStatus() && response.getEntity() instanceof String problem) {
      response.setStatus(status);
      response.setEntity(Problem.withStatus(problem, status));
    }
  }

  private static int status(String method, ContainerResponseContext response) {
    String challenge = response.getHeaderString(HttpHeaders.WWW_AUTHENTICATE);
    return switch (response.getStatus()) {
      // A token without the right. Reserved topics stay forbidden there too.
      case 403 -> challenge == null ? 403 : 401;
      case 415 -> 400;
      case 503 -> method.equals("POST") ? 500 : 503;
      default -> response.getStatus();
    };
  }
}
