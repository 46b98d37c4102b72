package dev.freshet.http;

import dev.freshet.auth.Grants;
import dev.freshet.auth.InvalidTokenException;
import dev.freshet.auth.TokenVerifier;
import dev.freshet.auth.TokenVerifiers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out what a visitor may do, by the token in the header or else in the query. */
@ApplicationScoped
public class Visitor {
  private static final String SCHEME = "bearer ";

  @Inject private TokenVerifiers verifiers;
  @Inject private HttpSettings settings;

  /** The rights of a publisher, who must show a token. */
  Grants publisher(HttpHeaders headers, UriInfo uri) {
    String token = token(headers, uri);
    if (token == null) {
      throw Problem.unauthorized("Publishing needs a token.");
    }
    return grants(verifiers.publisher(), token);
  }

  /** The rights of a subscriber, who need not show a token where streams are open to all. */
  Grants subscriber(HttpHeaders headers, UriInfo uri) {
    String token = token(headers, uri);
    if (token != null) {
      return grants(verifiers.subscriber(), token);
    }
    if (!settings.anonymous()) {
      throw Problem.unauthorized("Subscribing needs a token here.");
    }
    return Grants.NONE;
  }

  private static Grants grants(TokenVerifier verifier, String token) {
    try {
      return verifier.verify(token);
    } catch (InvalidTokenException e) {
      throw Problem.unauthorized(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String token(HttpHeaders headers, UriInfo uri) {
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
