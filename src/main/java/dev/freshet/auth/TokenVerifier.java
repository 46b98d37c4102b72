package dev.freshet.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.freshet.event.Event;
import dev.freshet.event.InvalidEventException;
import dev.freshet.event.Selector;
import java.net.URI;
import java.security.Key;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads signed tokens (JWT, RFC 7519) whose {@code mercure} claim says what the bearer may do,
 * under that name or {@value #NAMESPACED_CLAIM}. The algorithm is the configured one, whatever the
 * token says. Safe for use by many threads.
 */
public final class TokenVerifier {
  /** The claim of the Mercure protocol, with {@code publish} and {@code subscribe} lists. */
  static final String CLAIM = "mercure";

  /** Its other name, for signers that only make claims with a namespace. */
  static final String NAMESPACED_CLAIM = "https://mercure.rocks/";

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  private final Duration clockSkew;

  /** A verifier with one key, and a signer whose clock is the hub's. */
  public TokenVerifier(TokenKey key) {
    this(TokenTrust.in(key), Duration.ZERO);
  }

  /**
   * A verifier.
   *
   * @param clockSkew what signers' clocks may differ by, taken as whole seconds, rounded up: so
   *     much earlier a token is valid, and so much longer
   */
  public TokenVerifier(TokenTrust trust, Duration clockSkew) {
    this(selector(trust), clockSkew);
  }

  TokenVerifier(JWSKeySelector<SecurityContext> keys, Duration clockSkew) {
    this.clockSkew = Duration.ofSeconds(clockSkew.plusMillis(999).toSeconds());
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(keys);
    processor.setJWSVerifierFactory(new SignatureCheck());
    // Without requirements of its own it checks the times: exp and nbf.
    DefaultJWTClaimsVerifier<SecurityContext> times =
        new DefaultJWTClaimsVerifier<>(null, Set.of());
    times.setMaxClockSkew(Math.toIntExact(this.clockSkew.toSeconds()));
    processor.setJWTClaimsSetVerifier(times);
  }

  private static JWSKeySelector<SecurityContext> selector(TokenTrust trust) {
    URI keySet = trust.keySet();
    if (keySet != null) {
      return new KeySet(trust.algorithm(), keySet, KeySet.Timings.usual(keySet));
    }
    JWSAlgorithm algorithm = trust.algorithm().jws();
    List<Key> keys = trust.keys().stream().map(TokenKey::key).toList();
    return (header, context) -> algorithm.equals(header.getAlgorithm()) ? keys : List.of();
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
      Map<String, Object> mercure =
          claims.getJSONObjectClaim(claims.getClaim(CLAIM) == null ? NAMESPACED_CLAIM : CLAIM);
      Date expires = claims.getExpirationTime();
      Instant expiresAt = expires == null ? null : expires.toInstant().plus(clockSkew);
      return mercure == null
          ? new Grants(Set.of(), Set.of(), expiresAt, null)
          : new Grants(
              selectors(mercure.get("publish")),
              selectors(mercure.get("subscribe")),
              expiresAt,
              json(mercure.get("payload")));
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
      throw new InvalidTokenException("The token is not valid.");
    }
  }

  private static @Nullable String json(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    // The library writes only objects and lists: a list of one, without its brackets.
    String list = JSONArrayUtils.toJSONString(List.of(value));
    return list.substring(1, list.length() - 1);
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
