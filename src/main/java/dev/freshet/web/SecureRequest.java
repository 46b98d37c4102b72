package dev.freshet.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request that came to a proxy over TLS. The server writes the session's cookie past all wrappers
 * when the session is requested; this corrects the cookie right afterwards, before the response is
 * committed. Used by the request's thread.
 */
final class SecureRequest extends HttpServletRequestWrapper {
  private static final String HEADER = "Set-Cookie";

  private final HttpServletResponse response;

  SecureRequest(HttpServletRequest request, HttpServletResponse response) {
    super(request);
    this.response = response;
  }

  @Override
  public boolean isSecure() {
    return true;
  }

  @Override
  public HttpSession getSession() {
    HttpSession session = super.getSession();
    secureCookies();
    return session;
  }

  @Override
  public @Nullable HttpSession getSession(boolean create) {
    HttpSession session = super.getSession(create);
    secureCookies();
    return session;
  }

  @Override
  public String changeSessionId() {
    String id = super.changeSessionId();
    secureCookies();
    return id;
  }

  private void secureCookies() {
    if (response.isCommitted()) {
      return;
    }
    List<String> cookies = List.copyOf(response.getHeaders(HEADER));
    if (cookies.stream().allMatch(SecureRequest::isSecure)) {
      return;
    }
    // Setting the first one replaces all.
    for (int i = 0; i < cookies.size(); i++) {
      String cookie = isSecure(cookies.get(i)) ? cookies.get(i) : cookies.get(i) + "; Secure";
      if (i == 0) {
        response.setHeader(HEADER, cookie);
      } else {
        response.addHeader(HEADER, cookie);
      }
    }
  }

  private static boolean isSecure(String cookie) {
    return (cookie.toLowerCase(Locale.ROOT) + ";").contains("; secure;");
  }
}
