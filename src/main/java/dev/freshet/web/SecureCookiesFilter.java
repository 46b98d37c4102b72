package dev.freshet.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Marks the server's own cookies as {@code Secure} even where a proxy terminates TLS, which the
 * server does not know. See {@code web.xml}.
 */
public class SecureCookiesFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  @Inject private transient ClientAddress address;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean isHidden = !request.isSecure() && address.isSecure(request);
    chain.doFilter(isHidden ? new SecureRequest(request, response) : request, response);
  }
}
