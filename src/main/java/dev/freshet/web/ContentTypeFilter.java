package dev.freshet.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses a request without a Content-Type where an endpoint accepts only some types: JAX-RS would
 * match any of them, and the endpoint would misread the body.
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
