package dev.freshet.http;

import dev.freshet.auth.Grants;
import dev.freshet.auth.InvalidTokenException;
import dev.freshet.auth.Revocations;
import dev.freshet.auth.TokenVerifier;
import dev.freshet.auth.TokenVerifiers;
import dev.freshet.signin.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a visitor may do, by the token in the header, or the query, or a cookie; without
 * one, by the session of who has signed in.
 */
@ApplicationScoped
public class Visitor {
  private static final String SCHEME = "bearer ";

  /** Methods that change nothing (RFC 9110, section 9.2.1). */
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "QUERY");

  /** What a browser says of our own pages, and of an address that somebody has typed. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  @Inject private TokenVerifiers verifiers;
  @Inject private Revocations revocations;
  @Inject private HttpSettings settings;
  @Inject private Sessions sessions;

  /** Stands for the one of the calling thread. */
  @Inject private HttpServletRequest request;

  /** The rights of a publisher, who must show a token. */
  Grants publisher(HttpHeaders headers, UriInfo uri) {
    String token = shown(headers, uri);
    if (token == null) {
      token = cookie(headers);
      if (token == null) {
        Grants session = session(headers, uri);
        if (session == null) {
          throw Problem.unauthorized("Publishing needs a token.");
        }
        return session;
      }
      checkPage(headers, uri);
    }
    return grants(verifiers.publisher(), token);
  }

  /** The rights of a subscriber, who need not show a token where streams are open to all. */
  public Grants subscriber(HttpHeaders headers, UriInfo uri) {
    String shown = shown(headers, uri);
    String token = shown == null ? cookie(headers) : shown;
    if (token != null) {
      return grants(verifiers.subscriber(), token);
    }
    Grants session = session(headers, uri);
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
  public Grants administrator(HttpHeaders headers, UriInfo uri) {
    String token = shown(headers, uri);
    if (token == null) {
      Grants session = session(headers, uri);
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
  public boolean isAdministrator(HttpHeaders headers, UriInfo uri) {
    String token = shown(headers, uri);
    return token == null
        ? session(headers, uri) != null
        : grants(verifiers.publisher(), token).admin();
  }

  /**
   * The rights of who has signed in, or null. A browser adds the session's cookie to whatever any
   * page sends: what changes something must come from a page of ours, and what a page of others may
   * read is what everybody may.
   */
  private @Nullable Grants session(HttpHeaders headers, UriInfo uri) {
    Grants session = sessions.grants(request);
    if (session == null) {
      return null;
    }
    if (!SAFE.contains(request.getMethod())) {
      ownPage(headers, uri);
      return session;
    }
    return isForeign(headers, uri) ? null : session;
  }

  /** Whether the browser says that the page which asks is not of this origin. */
  private static boolean isForeign(HttpHeaders headers, UriInfo uri) {
    String site = headers.getHeaderString("Sec-Fetch-Site");
    if (site != null) {
      return !OWN_SITES.contains(site);
    }
    String origin = headers.getHeaderString("Origin");
    return origin != null && !Origins.same(origin, ownOrigin(uri));
  }

  private Grants grants(TokenVerifier verifier, String token) {
    try {
      Grants grants = verifier.verify(token);
      if (revocations.covers(grants.bearer())) {
        throw Problem.invalidToken("The token has been revoked.");
      }
      return grants;
    } catch (InvalidTokenException e) {
      throw Problem.invalidToken(String.valueOf(e.getMessage()));
    }
  }

  /**
   * A browser adds the cookie to whatever any page sends here, so that a page must be one of ours.
   * Browsers say with every POST which page it is of, other clients have no need of cookies.
   */
  private void checkPage(HttpHeaders headers, UriInfo uri) {
    String origin = headers.getHeaderString("Origin");
    String referer = headers.getHeaderString("Referer");
    if (origin == null && referer == null) {
      throw Problem.unauthorized(
          "Publishing with a cookie needs the header Origin, or else Referer.");
    }
    String page = origin == null ? Origins.ofAddress(String.valueOf(referer)) : origin;
    if (!isOurs(page, uri)) {
      throw Problem.unauthorized("Pages of this origin may not publish with a cookie.");
    }
  }

  private boolean isOurs(String page, UriInfo uri) {
    return Origins.same(page, ownOrigin(uri)) || settings.publishOrigins().matches(page);
  }

  private static String ownOrigin(UriInfo uri) {
    return Origins.ofAddress(uri.getBaseUri().toString());
  }

  /**
   * Checks that a request, which a browser would add a cookie to, is of one of our pages. What a
   * page cannot write itself tells that: the header Origin, or Sec-Fetch-Site, which is right also
   * behind a proxy that hides the scheme.
   *
   * @throws jakarta.ws.rs.WebApplicationException 403 if it is not
   */
  public void ownPage(HttpHeaders headers, UriInfo uri) {
    String origin = headers.getHeaderString("Origin");
    boolean isSameOrigin = "same-origin".equals(headers.getHeaderString("Sec-Fetch-Site"));
    if (!isSameOrigin && (origin == null || !isOurs(origin, uri))) {
      throw Problem.forbidden(
          "This needs the header Origin, and only pages of the hub may ask for it.");
    }
  }

  /** Whether the client itself shows a token, in a header or the query. */
  public boolean showsToken(HttpHeaders headers, UriInfo uri) {
    return shown(headers, uri) != null;
  }

  /** None if it is empty: that is how some take a cookie back. */
  private @Nullable String cookie(HttpHeaders headers) {
    Cookie cookie = headers.getCookies().get(settings.cookieName());
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }

  /** The token that the client itself chose to send. */
  private static @Nullable String shown(HttpHeaders headers, UriInfo uri) {
    List<String> fields = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
    if (fields == null || fields.isEmpty()) {
      return uri.getQueryParameters().getFirst("authorization");
    }
    String field = fields.get(0);
    if (fields.size() > 1 || !field.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw Problem.unauthorized("There must be one Authorization header, with a bearer token.");
    }
    return field.substring(SCHEME.length()).trim();
  }
}
