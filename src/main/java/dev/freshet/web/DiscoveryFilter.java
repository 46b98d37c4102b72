package dev.freshet.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Advertises the hub's address on the page (Mercure, section Discovery). */
@WebFilter(
    urlPatterns = {"", "/index.xhtml"},
    asyncSupported = true)
public class DiscoveryFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader(
        "Link", "<" + request.getContextPath() + "/.well-known/mercure>; rel=\"mercure\"");
    chain.doFilter(request, response);
  }
}
