package dev.freshet.http;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses a request whose body is of no stated type, where a door takes only some: JAX-RS would
 * give it to any of them, and the door would read something else.
 */
@Provider
public class ContentTypeFilter implements ContainerRequestFilter {
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMediaType() == null
        && resource.getResourceMethod().isAnnotationPresent(Consumes.class)) {
      request.abortWith(Problem.of(415, "The header Content-Type is missing.").build());
    }
  }
}
