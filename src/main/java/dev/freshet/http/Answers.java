package dev.freshet.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Sends answers as JAX-RS would, where it is not there to do so. Any thread. */
@ApplicationScoped
class Answers {
  @Inject private HttpSettings settings;

  /** Sends an answer whose entity is a text. */
  void send(HttpServletRequest request, HttpServletResponse response, Response answer)
      throws IOException {
    response.getOutputStream().write(head(request.getMethod(), response, answer));
  }

  /**
   * Sets the head of an answer, and gives its body. The body of an answer without an entity follows
   * later.
   */
  byte[] head(String method, HttpServletResponse response, Response answer) {
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

  /** {@code Cache-Control} replaces the one that {@link SecurityHeadersFilter} has set. */
  private static void add(HttpServletResponse response, String name, String value) {
    if (name.equalsIgnoreCase(HttpHeaders.CACHE_CONTROL)) {
      response.setHeader(name, value);
    } else {
      response.addHeader(name, value);
    }
  }

  /** Sends the problem that a request failed with. */
  void refuse(HttpServletRequest request, HttpServletResponse response, RuntimeException failure)
      throws IOException {
    send(request, response, new ProblemMapper().toResponse(failure));
  }
}
