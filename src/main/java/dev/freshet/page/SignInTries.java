package dev.freshet.page;

import dev.freshet.http.ClientAddress;
import dev.freshet.signin.Attempts;
import dev.freshet.signin.KnownBrowsers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whose tries to sign in a request uses up: its browser's, if that is known, or its network's. */
@ApplicationScoped
class SignInTries {
  /** Holds the pass of a known browser. */
  static final String COOKIE = "freshet-browser";

  @Inject private Attempts attempts;
  @Inject private KnownBrowsers browsers;
  @Inject private ClientAddress address;

  /** Counts a try; gives how long to wait instead, or zero. */
  Duration take(HttpServletRequest request) {
    String browser = browser(request);
    return browser == null
        ? attempts.take(address.network(request))
        : attempts.takeOfKnown(browser);
  }

  /** The password was right: the tries until then do not count. */
  void succeeded(HttpServletRequest request) {
    String browser = browser(request);
    if (browser == null) {
      attempts.succeeded(address.network(request));
    } else {
      attempts.succeededOfKnown(browser);
    }
  }

  /**
   * Makes the browser a known one. May block.
   *
   * @throws dev.freshet.store.StoreUnavailableException if that cannot be done now
   */
  void remember(HttpServletRequest request, HttpServletResponse response) {
    // Written out, as not every server writes the attributes of a Cookie.
    response.addHeader(
        "Set-Cookie",
        COOKIE
            + "="
            + browsers.pass(browser(request))
            + "; Path="
            + request.getContextPath()
            + "/signin.xhtml; Max-Age="
            + KnownBrowsers.LIFE.toSeconds()
            + "; HttpOnly; SameSite=Strict"
            + (address.isSecure(request) ? "; Secure" : ""));
  }

  private @Nullable String browser(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
      String id = cookie.getName().equals(COOKIE) ? browsers.recognise(cookie.getValue()) : null;
      if (id != null) {
        return id;
      }
    }
    return null;
  }
}
