package dev.freshet.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets pages of the configured origins use the endpoints, and read their refusals too. See {@code
 * web.xml}.
 */
public class CrossOriginFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  @Inject private transient HttpSettings settings;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    CrossOrigin others = new CrossOrigin(settings.corsOrigins());
    String origin = request.getHeader("Origin");
    if (others.isOn() && isPreflight(request)) {
      others.preflight(origin).forEach(response::addHeader);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    others.answer(origin).forEach(response::addHeader);
    chain.doFilter(request, response);
  }

  private static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Origin") != null
        && request.getHeader("Access-Control-Request-Method") != null;
  }
}
