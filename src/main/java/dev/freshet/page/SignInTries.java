package dev.freshet.page;

import dev.freshet.signin.Attempts;
import dev.freshet.signin.KnownBrowsers;
import dev.freshet.store.StoreUnavailableException;
import dev.freshet.web.ClientAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts sign-in tries against the browser, if it is known, or else against the network. */
@ApplicationScoped
class SignInTries {
  /** Holds the pass of a known browser. */
  static final String COOKIE = "freshet-browser";

  private static final Logger LOG = System.getLogger(SignInTries.class.getName());

  @Inject private Attempts attempts;
  @Inject private KnownBrowsers browsers;
  @Inject private ClientAddress address;

  /** Counts a try; returns how long to wait instead, or zero. */
  Duration take(HttpServletRequest request) {
    String browser = browser(request);
    return browser == null
        ? attempts.take(address.network(request))
        : attempts.takeOfKnown(browser);
  }

  /** Forgets the tries so far, because the password was right. */
  void succeeded(HttpServletRequest request) {
    String browser = browser(request);
    if (browser == null) {
      attempts.succeeded(address.network(request));
    } else {
      attempts.succeededOfKnown(browser);
    }
  }

  /** Makes the browser known, unless the store is unavailable. May block. */
  void remember(HttpServletRequest request, HttpServletResponse response) {
    try {
      response.addHeader("Set-Cookie", cookie(request, browsers.pass(browser(request))));
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "The browser is signed in, but will not be known again.", e);
    }
  }

  /** Returns the cookie as text, because not every server writes the attributes of a Cookie. */
  private String cookie(HttpServletRequest request, String pass) {
    return COOKIE
        + "="
        + pass
        + "; Path="
        + request.getContextPath()
        + "/signin.xhtml; Max-Age="
        + KnownBrowsers.LIFE.toSeconds()
        + "; HttpOnly; SameSite=Strict"
        + (address.isSecure(request) ? "; Secure" : "");
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
