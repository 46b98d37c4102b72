package dev.freshet.web;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets the security headers of all responses, errors included, and refuses requests with a foreign
 * host or with a method that a page does not support. See {@code web.xml}.
 */
public class SecurityHeadersFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private static final String PERMISSIONS =
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
          + " magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

  /** A year, as browsers' preload lists require. */
  private static final String TRANSPORT = "max-age=31536000";

  /** Paths served by JAX-RS, which refuses methods itself. */
  private static final Set<String> DOORS = Set.of("/api", "/.well-known", "/stream");

  private static final Set<String> KNOWN =
      Set.of("POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY");

  @Inject private transient HttpSettings settings;
  @Inject private transient ClientAddress address;
  @Inject private transient Answers answers;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    setHeaders(request, response);
    Response refusal =
        request.getDispatcherType() == DispatcherType.ERROR ? null : refusal(request);
    if (refusal == null) {
      chain.doFilter(request, response);
    } else {
      answers.send(request, response, refusal);
    }
  }

  private void setHeaders(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Permissions-Policy", PERMISSIONS);
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    // Pages of other origins that may use the endpoints do so through CORS, which this does not
    // affect.
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (address.isSecure(request)) {
      response.setHeader("Strict-Transport-Security", TRANSPORT);
    }
    String path = request.getServletPath();
    if (DOORS.contains(path)) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    } else if (isPage(path)) {
      boolean isPersonal = path.equals("/signin.xhtml") || request.getRequestedSessionId() != null;
      response.setHeader(HttpHeaders.CACHE_CONTROL, isPersonal ? "no-store" : "private, no-cache");
    }
  }

  /** Faces resources have the same suffix, but may be cached. */
  private static boolean isPage(String path) {
    return path.endsWith(".xhtml") && !path.startsWith("/jakarta.faces.resource/");
  }

  private @Nullable Response refusal(HttpServletRequest request) {
    String foreign =
        settings.hosts().refusal(request.getHeaders("Host").asIterator(), request.getServerName());
    if (foreign != null) {
      return Problem.of(400, foreign).build();
    }
    String method = request.getMethod();
    boolean isSafe = method.equals("GET") || method.equals("HEAD");
    return isSafe || DOORS.contains(request.getServletPath()) ? null : refusal(request, method);
  }

  private static @Nullable Response refusal(HttpServletRequest request, String method) {
    boolean isPage = isPage(request.getServletPath());
    boolean isFile = request.getHttpServletMapping().getMappingMatch() == MappingMatch.DEFAULT;
    // The WAR's other servlets know their methods. But most answer TRACE, which echoes cookies.
    if (!isPage && !isFile && !method.equals("TRACE")) {
      return null;
    }
    if (!KNOWN.contains(method)) {
      return Problem.of(501, "The method is not known here.").build();
    }
    // A Faces form is sent to its own page.
    if (isPage && method.equals("POST")) {
      return form(request.getContentType());
    }
    return Problem.of(405, "The method is not allowed here.")
        .header(HttpHeaders.ALLOW, isPage ? "GET, HEAD, POST" : "GET, HEAD")
        .build();
  }

  /**
   * Refuses types other than forms. No page accepts files, and the server fails on a malformed
   * multipart body.
   */
  private static @Nullable Response form(@Nullable String type) {
    return type == null
            || type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED)
        ? null
        : Problem.of(415, "A page takes forms only.").build();
  }
}
