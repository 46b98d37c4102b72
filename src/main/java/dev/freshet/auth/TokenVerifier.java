package dev.freshet.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.freshet.event.Event;
import dev.freshet.event.InvalidEventException;
import dev.freshet.event.Selector;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads signed tokens (JWT, RFC 7519) whose {@code mercure} claim says what the bearer may do. The
 * algorithm is the configured one, whatever the token says. Safe for use by many threads.
 */
public final class TokenVerifier {
  /** The claim of the Mercure protocol, with {@code publish} and {@code subscribe} lists. */
  static final String CLAIM = "mercure";

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  public TokenVerifier(TokenKey key) {
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.parse(key.algorithm()), new ImmutableSecret<>(key.secret())));
    // Without requirements of its own it checks the times: exp and nbf.
    processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(null, Set.of()));
  }

  /**
   * The rights that a token gives.
   *
   * @throws InvalidTokenException if it is malformed, not signed with the key, expired or not yet
   *     valid, or names more than {@value Event#MAX_TOPICS} topics
   */
  public Grants verify(String token) throws InvalidTokenException {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      Map<String, Object> mercure = claims.getJSONObjectClaim(CLAIM);
      return mercure == null
          ? Grants.NONE
          : new Grants(selectors(mercure.get("publish")), selectors(mercure.get("subscribe")));
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
      throw new InvalidTokenException("The token is not valid.");
    }
  }

  private static Set<Selector> selectors(@Nullable Object list) throws InvalidTokenException {
    if (list == null) {
      return Set.of();
    }
    if (!(list instanceof List<?> texts) || texts.size() > Event.MAX_TOPICS) {
      throw new InvalidTokenException(
          "publish and subscribe must be lists of at most " + Event.MAX_TOPICS + " selectors.");
    }
    Set<Selector> selectors = new HashSet<>();
    for (Object text : texts) {
      selectors.add(selector(text));
    }
    return selectors;
  }

  private static Selector selector(@Nullable Object text) throws InvalidTokenException {
    if (!(text instanceof String selector)) {
      throw new InvalidTokenException("A selector in the token is not a text.");
    }
    try {
      return Selector.of(selector);
    } catch (InvalidEventException e) {
      throw new InvalidTokenException(String.valueOf(e.getMessage()));
    }
  }
}
