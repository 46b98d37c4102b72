package dev.freshet.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.Set;

/**
 * Bounds the bodies of all requests, see {@link BodyRoom}. A page's form is read before the page is
 * looked up, so that a malformed form gets the same response as elsewhere. See {@code web.xml}.
 */
public class BodyFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  /** Methods whose requests have no body unless their headers announce one. */
  private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  @Inject private transient BodyRoom room;
  @Inject private transient HttpSettings settings;
  @Inject private transient ClientAddress address;
  @Inject private transient Answers answers;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!mayHaveBody(request)) {
      chain.doFilter(request, response);
      return;
    }
    if (isEncoded(request)) {
      answers.send(
          request,
          response,
          Problem.of(415, "The body is compressed. Send it as it is, without Content-Encoding.")
              .header("Accept-Encoding", "identity")
              .build());
      return;
    }
    if (!Server.isBodyReadable(request)) {
      answers.send(
          request,
          response,
          Problem.of(
                  411, "A request with Upgrade needs Content-Length; or send it without Upgrade.")
              .header("Connection", "close")
              .build());
      return;
    }
    try (BodyStream body =
        new BodyStream(
            request.getInputStream(),
            request.getContentLengthLong(),
            room,
            () -> client(request),
            settings.bodies().time())) {
      BodyRequest bounded = new BodyRequest(request, body);
      if (!isForPage(request) || isReadable(bounded, response)) {
        chain.doFilter(bounded, response);
      }
    } catch (WebApplicationException e) {
      // One of the server's own servlets read the body, and does not know this exception.
      if (response.isCommitted() || request.isAsyncStarted()) {
        throw e;
      }
      answers.refuse(request, response, e);
    }
  }

  /** Reads the form of a page, or sends the error response if it cannot be read. */
  private boolean isReadable(BodyRequest request, HttpServletResponse response) throws IOException {
    try {
      request.parameters();
      return true;
    } catch (WebApplicationException e) {
      answers.refuse(request, response, e);
      return false;
    }
  }

  private static boolean mayHaveBody(HttpServletRequest request) {
    return !BODILESS.contains(request.getMethod())
        || request.getContentLengthLong() > 0
        || request.getHeader("Transfer-Encoding") != null;
  }

  /** A few compressed bytes could expand to any number. */
  private static boolean isEncoded(HttpServletRequest request) {
    String encoding = request.getHeader("Content-Encoding");
    return encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity");
  }

  private static boolean isForPage(HttpServletRequest request) {
    String path = request.getServletPath();
    return path.endsWith(".xhtml") || path.endsWith("/") || path.isEmpty();
  }

  private BodyRoom.Client client(HttpServletRequest request) {
    return request.getAttribute(Visitor.ACCOUNT) instanceof String account
        ? new BodyRoom.Client(account, /* isKnown= */ true)
        : new BodyRoom.Client("network " + address.network(request), /* isKnown= */ false);
  }
}
