package dev.freshet.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets browsers ask each time whether an asset is still the same. Their names carry no version:
 * after an update the page would otherwise meet scripts of the release before, for as long as a
 * browser guesses from {@code Last-Modified} (RFC 9111, section 4.2.2). A server may compress them
 * without telling caches so: this does.
 */
@WebFilter(urlPatterns = "/assets/*", asyncSupported = true)
public class AssetCacheFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-cache");
    response.addHeader("Vary", "Accept-Encoding");
    chain.doFilter(request, response);
  }
}
