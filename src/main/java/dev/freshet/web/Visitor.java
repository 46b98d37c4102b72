package dev.freshet.web;

import dev.freshet.auth.Grants;
import dev.freshet.auth.InvalidTokenException;
import dev.freshet.auth.Revocations;
import dev.freshet.auth.TokenVerifier;
import dev.freshet.auth.TokenVerifiers;
import dev.freshet.signin.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Determines what the client of the current thread's request may do: by the token in the header,
 * the query or a cookie; without a token, by the session of a signed-in user.
 */
@ApplicationScoped
public class Visitor {
  private static final String SCHEME = "bearer ";

  /** Methods that change nothing (RFC 9110, section 9.2.1). */
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "QUERY");

  /** What browsers send for our own pages, and for an address that the user typed. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  /** The request attribute that names the account once its rights have been verified. */
  static final String ACCOUNT = "dev.freshet.account";

  @Inject private TokenVerifiers verifiers;
  @Inject private Revocations revocations;
  @Inject private HttpSettings settings;
  @Inject private Sessions sessions;

  /** A proxy for the request of the calling thread. */
  @Inject private HttpServletRequest request;

  /**
   * Returns the rights of a publisher, who must present a token or a session.
   *
   * @throws jakarta.ws.rs.WebApplicationException 401 without one, 403 if it grants no right to
   *     publish, so that the request body need not be read
   */
  public Grants publisher() {
    Grants grants = anyPublisher();
    if (grants.publish().isEmpty()) {
      throw Problem.insufficient("The token does not allow publishing.");
    }
    return grants;
  }

  private Grants anyPublisher() {
    String token = shown();
    if (token == null) {
      token = cookie();
      if (token == null) {
        Grants session = session();
        if (session == null) {
          throw Problem.unauthorized("Publishing needs a token.");
        }
        return session;
      }
      checkPage();
    }
    return grants(verifiers.publisher(), token);
  }

  /** Returns the rights of a subscriber, who needs no token if anonymous streams are allowed. */
  public Grants subscriber() {
    String shown = shown();
    String token = shown == null ? cookie() : shown;
    if (token != null) {
      return grants(verifiers.subscriber(), token);
    }
    Grants session = session();
    if (session != null) {
      return session;
    }
    if (!settings.anonymous()) {
      throw Problem.unauthorized("Subscribing needs a token here.");
    }
    return Grants.NONE;
  }

  /** Returns the rights of an administrator, proven by a token or else by a session. */
  public Grants administrator() {
    String token = shown();
    if (token == null) {
      Grants session = session();
      if (session == null) {
        throw Problem.unauthorized("This needs an administrator: a token, or a session.");
      }
      return session;
    }
    Grants grants = grants(verifiers.publisher(), token);
    if (!grants.admin()) {
      throw Problem.insufficient("The token is not an administrator's.");
    }
    return grants;
  }

  /** Whether the visitor may manage the hub. An invalid token is refused nevertheless. */
  public boolean isAdministrator() {
    String token = shown();
    return token == null ? session() != null : grants(verifiers.publisher(), token).admin();
  }

  /**
   * Returns the rights of a signed-in user, or null. A browser adds the session's cookie to
   * whatever any page sends: requests that change something must come from one of our pages, and
   * foreign pages may read only what is public.
   */
  private @Nullable Grants session() {
    Grants session = sessions.grants(request);
    if (session == null) {
      return null;
    }
    if (!SAFE.contains(request.getMethod())) {
      ownPage();
      return known(session);
    }
    return isForeign() ? null : known(session);
  }

  private Grants known(Grants grants) {
    request.setAttribute(ACCOUNT, grants.bearer().account());
    return grants;
  }

  /** Whether the browser says that the requesting page has a different origin. */
  private boolean isForeign() {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !OWN_SITES.contains(site);
    }
    String origin = request.getHeader("Origin");
    return origin != null && !Origins.same(origin, ownOrigin());
  }

  private Grants grants(TokenVerifier verifier, String token) {
    try {
      Grants grants = verifier.verify(token);
      checkKnown(revocations);
      if (revocations.covers(grants.bearer())) {
        throw Problem.invalidToken("The token has been revoked.");
      }
      return known(grants);
    } catch (InvalidTokenException e) {
      throw Problem.invalidToken(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Checks that the request comes from one of our pages: a browser adds the cookie to whatever any
   * page sends here. Browsers name the page with every POST; other clients do not need cookies.
   */
  private void checkPage() {
    String origin = request.getHeader("Origin");
    String referer = request.getHeader("Referer");
    if (origin == null && referer == null) {
      throw Problem.unauthorized(
          "Publishing with a cookie needs the header Origin, or else Referer.");
    }
    String page = origin == null ? Origins.ofAddress(String.valueOf(referer)) : origin;
    if (!isOurs(page)) {
      throw Problem.unauthorized("Pages of this origin may not publish with a cookie.");
    }
  }

  private boolean isOurs(String page) {
    return Origins.same(page, ownOrigin()) || settings.publishOrigins().matches(page);
  }

  private String ownOrigin() {
    return Origins.ofAddress(request.getRequestURL().toString());
  }

  /**
   * Checks that a request to which a browser adds a cookie comes from one of our pages. This relies
   * on headers that a page cannot set: Origin, or Sec-Fetch-Site, which is also right behind a
   * proxy that hides the scheme.
   *
   * @throws jakarta.ws.rs.WebApplicationException 403 if it does not
   */
  public void ownPage() {
    String origin = request.getHeader("Origin");
    boolean isSameOrigin = "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    if (!isSameOrigin && (origin == null || !isOurs(origin))) {
      throw Problem.forbidden(
          "This needs the header Origin, and only pages of the hub may ask for it.");
    }
  }

  /** Whether the client itself sends a token, in a header or the query. */
  public boolean showsToken() {
    return shown() != null;
  }

  /** Returns null for an empty cookie: some clients clear a cookie that way. */
  private @Nullable String cookie() {
    Cookie[] cookies = request.getCookies();
    for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
      if (cookie.getName().equals(settings.cookieName())) {
        return cookie.getValue().isEmpty() ? null : cookie.getValue();
      }
    }
    return null;
  }

  /** Returns the token that the client itself chose to send. */
  private @Nullable String shown() {
    Enumeration<String> fields = request.getHeaders("Authorization");
    if (!fields.hasMoreElements()) {
      return Form.ofQuery(request).first("authorization");
    }
    String field = fields.nextElement();
    if (fields.hasMoreElements() || !field.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw Problem.unauthorized("There must be one Authorization header, with a bearer token.");
    }
    return field.substring(SCHEME.length()).trim();
  }

  /**
   * Refuses to judge tokens by revocations that are not all known.
   *
   * @throws WebApplicationException 503 in that case
   */
  public static void checkKnown(Revocations revocations) {
    if (revocations.unknown() != null) {
      throw new WebApplicationException(
          Problem.unavailable(
              "The hub does not know which tokens are revoked, and so accepts none now."));
    }
  }
}
