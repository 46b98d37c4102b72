package dev.freshet.http;

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
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a visitor, whose request the calling thread handles, may do: by the token in the
 * header, or the query, or a cookie; without one, by the session of who has signed in.
 */
@ApplicationScoped
public class Visitor {
  private static final String SCHEME = "bearer ";

  /** Methods that change nothing (RFC 9110, section 9.2.1). */
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "QUERY");

  /** What a browser says of our own pages, and of an address that somebody has typed. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  /** The attribute of a request that names the account whose rights were found to be good. */
  static final String ACCOUNT = "dev.freshet.account";

  @Inject private TokenVerifiers verifiers;
  @Inject private Revocations revocations;
  @Inject private HttpSettings settings;
  @Inject private Sessions sessions;

  /** Stands for the one of the calling thread. */
  @Inject private HttpServletRequest request;

  /**
   * The rights of a publisher, who must show a token.
   *
   * @throws jakarta.ws.rs.WebApplicationException 401 without one, 403 if it gives no right to
   *     publish anything, so that nothing that its bearer sends need be read
   */
  Grants publisher() {
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

  /** The rights of a subscriber, who need not show a token where streams are open to all. */
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

  /**
   * The rights of who may manage the hub: by a token that is shown, or else by having signed in.
   */
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

  /** Whether the visitor may manage the hub. A token that is wrong is refused all the same. */
  public boolean isAdministrator() {
    String token = shown();
    return token == null ? session() != null : grants(verifiers.publisher(), token).admin();
  }

  /**
   * The rights of who has signed in, or null. A browser adds the session's cookie to whatever any
   * page sends: what changes something must come from a page of ours, and what a page of others may
   * read is what everybody may.
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

  /** Whether the browser says that the page which asks is not of this origin. */
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
      RevocationJson.checkKnown(revocations);
      if (revocations.covers(grants.bearer())) {
        throw Problem.invalidToken("The token has been revoked.");
      }
      return known(grants);
    } catch (InvalidTokenException e) {
      throw Problem.invalidToken(String.valueOf(e.getMessage()));
    }
  }

  /**
   * A browser adds the cookie to whatever any page sends here, so that a page must be one of ours.
   * Browsers say with every POST which page it is of, other clients have no need of cookies.
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
   * Checks that a request, which a browser would add a cookie to, is of one of our pages. What a
   * page cannot write itself tells that: the header Origin, or Sec-Fetch-Site, which is right also
   * behind a proxy that hides the scheme.
   *
   * @throws jakarta.ws.rs.WebApplicationException 403 if it is not
   */
  public void ownPage() {
    String origin = request.getHeader("Origin");
    boolean isSameOrigin = "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    if (!isSameOrigin && (origin == null || !isOurs(origin))) {
      throw Problem.forbidden(
          "This needs the header Origin, and only pages of the hub may ask for it.");
    }
  }

  /** Whether the client itself shows a token, in a header or the query. */
  public boolean showsToken() {
    return shown() != null;
  }

  /** None if it is empty: that is how some take a cookie back. */
  private @Nullable String cookie() {
    Cookie[] cookies = request.getCookies();
    for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
      if (cookie.getName().equals(settings.cookieName())) {
        return cookie.getValue().isEmpty() ? null : cookie.getValue();
      }
    }
    return null;
  }

  /** The token that the client itself chose to send. */
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
}
