package dev.freshet.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Sends responses the way JAX-RS would, from code that runs outside it. Thread-safe. */
@ApplicationScoped
public class Answers {
  @Inject private HttpSettings settings;

  /** Sends a response whose entity is text. */
  public void send(HttpServletRequest request, HttpServletResponse response, Response answer)
      throws IOException {
    response.getOutputStream().write(head(request.getMethod(), response, answer));
  }

  /**
   * Sets the head of a response and returns its body, which is empty for a response without an
   * entity: that body follows later.
   */
  public byte[] head(String method, HttpServletResponse response, Response answer) {
    Response sent =
        settings.referenceStatus() ? ReferenceStatusFilter.asReference(method, answer) : answer;
    response.setStatus(sent.getStatus());
    sent.getStringHeaders()
        .forEach((name, values) -> values.forEach(value -> add(response, name, value)));
    if (!sent.hasEntity()) {
      return new byte[0];
    }
    byte[] body = String.valueOf(sent.getEntity()).getBytes(UTF_8);
    response.setContentLength(body.length);
    return body;
  }

  /**
   * Replaces the {@code Cache-Control} that {@link SecurityHeadersFilter} set; other headers are
   * added.
   */
  private static void add(HttpServletResponse response, String name, String value) {
    if (name.equalsIgnoreCase(HttpHeaders.CACHE_CONTROL)) {
      response.setHeader(name, value);
    } else {
      response.addHeader(name, value);
    }
  }

  /** Sends the problem for a request that failed. */
  public void refuse(
      HttpServletRequest request, HttpServletResponse response, RuntimeException failure)
      throws IOException {
    send(request, response, new ProblemMapper().toResponse(failure));
  }
}
