package dev.freshet.http;

import dev.freshet.auth.Grants;
import dev.freshet.auth.InvalidTokenException;
import dev.freshet.auth.Revocations;
import dev.freshet.auth.TokenVerifier;
import dev.freshet.auth.TokenVerifiers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out what a visitor may do, by the token in the header, or the query, or a cookie. */
@ApplicationScoped
public class Visitor {
  private static final String SCHEME = "bearer ";

  @Inject private TokenVerifiers verifiers;
  @Inject private Revocations revocations;
  @Inject private HttpSettings settings;

  /** The rights of a publisher, who must show a token. */
  Grants publisher(HttpHeaders headers, UriInfo uri) {
    String token = shown(headers, uri);
    if (token == null) {
      token = cookie(headers);
      if (token == null) {
        throw Problem.unauthorized("Publishing needs a token.");
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
    if (!settings.anonymous()) {
      throw Problem.unauthorized("Subscribing needs a token here.");
    }
    return Grants.NONE;
  }

  /** The rights of who may manage the hub; no cookie gives them. */
  public Grants administrator(HttpHeaders headers, UriInfo uri) {
    String token = shown(headers, uri);
    if (token == null) {
      throw Problem.unauthorized("This needs an administrator's token.");
    }
    Grants grants = grants(verifiers.publisher(), token);
    if (!grants.admin()) {
      throw Problem.insufficient("The token is not an administrator's.");
    }
    return grants;
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
    String own = Origins.ofAddress(uri.getBaseUri().toString());
    if (!Origins.same(page, own) && !settings.publishOrigins().matches(page)) {
      throw Problem.unauthorized("Pages of this origin may not publish with a cookie.");
    }
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
